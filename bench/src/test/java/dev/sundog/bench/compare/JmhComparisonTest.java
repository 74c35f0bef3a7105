// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.bench.Main;
import dev.sundog.emergence.workload.SplitMix64;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JmhComparisonTest {
  private static final String STEADY = "[[100, 101, 99, 100, 102], [98, 100, 101, 99, 100]]";
  private static final String SLOWER = "[[80, 81, 79, 80, 82], [78, 80, 81, 79, 80]]";
  private static final String NOISY = "[[40, 160, 90, 60, 130], [150, 30, 60, 100, 120]]";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aSignificantLossGivesExitCode1() throws IOException {
    Path before = file("[" + run("a.B.kernel", "thrpt", "ops/s", STEADY) + "]");
    Path after = file("[" + run("a.B.kernel", "thrpt", "ops/s", SLOWER) + "]");
    assertThat(compare(before, after)).isEqualTo(1);
    assertThat(out.toString())
        .contains("| B.kernel |", "| 0.800 |", "**loss**", "1 lost more than 5 %");
    assertThat(compare(after, before)).isZero();
    assertThat(out.toString()).contains("gain", "| 1.250 |");
    assertThat(compare(before, after, "--threshold", "0.25")).isZero();
  }

  @Test
  void noiseIsNoLoss() throws IOException {
    Path before = file("[" + run("a.B.kernel", "thrpt", "ops/s", STEADY) + "]");
    Path after = file("[" + run("a.B.kernel", "thrpt", "ops/s", NOISY) + "]");
    assertThat(compare(before, after)).isZero();
    assertThat(out.toString()).contains("| same |");
  }

  @Test
  void timesPerOperationAreInvertedSpeeds() throws IOException {
    Path before = file("[" + run("a.B.time", "avgt", "us/op", SLOWER) + "]");
    Path after = file("[" + run("a.B.time", "avgt", "us/op", STEADY) + "]");
    assertThat(compare(before, after)).isEqualTo(1);
    assertThat(out.toString()).contains("B.time (avgt)", "| 0.80");
  }

  @Test
  void unitsMayDiffer() throws IOException {
    Path before = file("[" + run("a.B.k", "thrpt", "ops/s", "[[1000, 1000, 1000]]") + "]");
    Path after = file("[" + run("a.B.k", "thrpt", "ops/ms", "[[1, 1, 1]]") + "]");
    assertThat(compare(before, after)).isZero();
    assertThat(out.toString()).contains("| 1000 ops/s | 1000 ops/s | 1.000 |");
  }

  @Test
  void missingAndNewBenchmarksAreShown() throws IOException {
    String kept = run("a.B.kept", "thrpt", "ops/s", STEADY);
    Path before = file("[" + kept + "," + run("a.B.gone", "thrpt", "ops/s", STEADY) + "]");
    Path after = file("[" + kept + "," + run("a.B.fresh", "thrpt", "ops/s", STEADY) + "]");
    assertThat(compare(before, after)).isZero();
    assertThat(out.toString())
        .contains("**only in old**", "only in new |", "1 only in new, 1 only");
    assertThat(compare(before, after, "--missing", "fail")).isEqualTo(1);
  }

  @Test
  void twoIterationsAreTooFewToJudge() throws IOException {
    Path before = file("[" + run("a.B.k", "thrpt", "ops/s", "[[100, 100, \"NaN\"]]") + "]");
    Path after = file("[" + run("a.B.k", "thrpt", "ops/s", STEADY) + "]");
    assertThat(compare(before, after)).isZero();
    assertThat(out.toString()).contains("too few iterations");
  }

  @Test
  void parametersDistinguishBenchmarks() throws IOException {
    String two =
        """
        [{"benchmark": "a.B.k", "mode": "thrpt", "params": {"z": "1", "length": "64"},
          "primaryMetric": {"score": "NaN", "scoreError": "NaN", "scoreUnit": "ops/s",
                            "rawData": [[1, 2, 3]]}},
         {"benchmark": "a.B.k", "mode": "thrpt", "params": {"z": "1", "length": "65"},
          "primaryMetric": {"scoreUnit": "ops/s", "rawData": [[4]]}}]
        """;
    SortedMap<Measurement.Key, Measurement> measured = JmhResults.read(file(two));
    assertThat(measured.keySet())
        .extracting(Measurement.Key::params)
        .containsExactly("length=64, z=1", "length=65, z=1");
    assertThat(measured.firstEntry().getValue().speed()).isEqualTo(2);
  }

  @Test
  void sampledTimesAreReadFromHistograms() throws IOException {
    String sampled =
        """
        {"jmh": [{"benchmark": "a.B.k", "mode": "sample",
          "primaryMetric": {"scoreUnit": "ms/op",
                            "rawDataHistogram": [[[[1.0, 3], [5.0, 1]], [[2.0, 4]]]]}}]}
        """;
    Measurement measured = JmhResults.read(file(sampled)).firstEntry().getValue();
    assertThat(measured.forks()).hasSize(1);
    assertThat(measured.forks().get(0)).containsExactly(500, 500);
  }

  @Test
  void theIntervalIsWiderWhereForksDisagree() {
    ForkBootstrap bootstrap = ForkBootstrap.STANDARD;
    List<double[]> base = List.of(new double[] {10}, new double[] {10});
    List<double[]> forksDiffer = List.of(fill(20, 9, 9), fill(20, 11, 11));
    List<double[]> iterationsDiffer = List.of(fill(20, 9, 11), fill(20, 9, 11));
    ForkBootstrap.Interval wide = bootstrap.ratio(forksDiffer, base);
    ForkBootstrap.Interval narrow = bootstrap.ratio(iterationsDiffer, base);
    assertThat(wide).isEqualTo(new ForkBootstrap.Interval(0.9, 1.1));
    assertThat(narrow.high() - narrow.low()).isLessThan(wide.high() - wide.low());
    assertThat(bootstrap.ratio(forksDiffer, base)).isEqualTo(wide);
  }

  @Test
  void theIntervalCoversTheMeanAtItsConfidence() {
    // For 20 values of a uniform distribution the percentile bootstrap covers a little below 95 %.
    var random = new SplitMix64(1);
    int covered = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] sample = new double[20];
      Arrays.setAll(sample, i -> 0.5 + random.nextDouble());
      ForkBootstrap.Interval interval =
          new ForkBootstrap(500, 0.95, trial).ratio(List.of(sample), List.of(new double[] {1}));
      covered += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
    }
    assertThat(covered / 300.0).isCloseTo(0.93, within(0.04));
  }

  @Test
  void badFilesAreNamed() throws IOException {
    Path good = file("[" + run("a.B.k", "thrpt", "ops/s", STEADY) + "]");
    Path broken = file("[{\"benchmark\": \"a\"");
    assertThat(compare(good, broken)).isEqualTo(2);
    assertThat(err.toString()).contains(broken.toString(), "line 1");
    assertThat(compare(good, folder.resolve("absent.json"))).isEqualTo(2);
    assertThat(err.toString()).contains("absent.json");
    Path odd = file("[" + run("a.B.k", "thrpt", "parsecs", STEADY) + "]");
    assertThat(compare(good, odd)).isEqualTo(2);
    assertThat(err.toString()).contains("parsecs");
  }

  @Test
  void usageErrorsGive64() {
    assertThat(run("compare")).isEqualTo(64);
    assertThat(run("compare", "a", "b", "--threshold", "2")).isEqualTo(64);
    assertThat(run("compare", "--help")).isZero();
    assertThat(out.toString()).contains("Examples:");
  }

  private static double[] fill(int count, double even, double odd) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> i % 2 == 0 ? even : odd);
    return values;
  }

  private int compare(Path before, Path after, String... options) {
    String[] args = new String[3 + options.length];
    args[0] = "compare";
    args[1] = before.toString();
    args[2] = after.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return run(args);
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "jmh", ".json"), content);
  }

  private static String run(String benchmark, String mode, String unit, String rawData) {
    return """
    {"benchmark": "%s", "mode": "%s", "primaryMetric":
      {"score": 1, "scoreUnit": "%s", "rawData": %s}}\
    """
        .formatted(benchmark, mode, unit, rawData);
  }
}
