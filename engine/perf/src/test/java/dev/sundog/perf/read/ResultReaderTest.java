// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that the tools wrote, with the versions in their names, have the figures that the tools
 * report. benchmarkdotnet.json alone is written by hand, after the exporter's documentation.
 */
class ResultReaderTest {
  private static final Path FILES = Path.of(System.getProperty("sundog.corpus"), "perf");

  @TempDir private Path folder;

  @Test
  void jmhHasForksParametersModesAndAllocations() throws IOException {
    Results results = read("jmh-1.37.json");
    Benchmark planted = Benchmark.of("sums.Sums.planted", Map.of("length", "64"), "avgt");
    Measurement time = measurement(results, planted);
    assertThat(results.tool()).isEqualTo("JMH");
    assertThat(results.environment()).containsKeys("runtime", "flags", "tool");
    assertThat(time.groups()).hasSize(3).allSatisfy(fork -> assertThat(fork).hasSize(4));
    assertThat(time.mean()).isCloseTo(1274.0102674913724e-9, within(1e-18));
    assertThat(time.unit().higherIsBetter()).isFalse();
    assertThat(measurement(results, planted.withMetric("gc.alloc.rate.norm")).unit().base())
        .isEqualTo("B");
    Measurement rate =
        measurement(results, Benchmark.of("sums.Sums.polynomial", Map.of("length", "64"), ""));
    assertThat(rate.unit().higherIsBetter()).isTrue();
    assertThat(rate.benchmark().shortLabel()).isEqualTo("Sums.polynomial [length=64]");
  }

  @Test
  void sampledTimesAreReadFromHistograms() throws IOException {
    Path file =
        file(
            """
            {"jmh": [{"benchmark": "a.B.k", "mode": "sample",
              "primaryMetric": {"scoreUnit": "ms/op",
                                "rawDataHistogram": [[[[1.0, 3], [5.0, 1]], [[2.0, 4]]]]}}]}
            """);
    assertThat(only(file).values()).containsExactly(0.002, 0.002);
  }

  @Test
  void googleBenchmarkHasRepetitionsOfBothTimes() throws IOException {
    Results results = read("google-benchmark-1.7.1.json");
    assertThat(results.measurements()).hasSize(6);
    Measurement sum = measurement(results, Benchmark.of("BM_Sum/64"));
    assertThat(sum.isOneProcess()).isTrue();
    assertThat(sum.values()).hasSize(8);
    assertThat(sum.values()[0]).isCloseTo(49.029833e-9, within(1e-15));
  }

  @Test
  void aggregatesAloneHaveTheirMean() throws IOException {
    Path file =
        file(
            """
            {"context": {"num_cpus": 2}, "benchmarks": [
              {"name": "BM/1_mean", "run_name": "BM/1", "aggregate_name": "mean",
               "real_time": 2.5, "cpu_time": 2, "time_unit": "ms"},
              {"name": "BM/1_median", "run_name": "BM/1", "aggregate_name": "median",
               "real_time": 9, "cpu_time": 9, "time_unit": "ms"}]}
            """);
    assertThat(
            measurement(ResultReader.of(Columns.DEFAULT).read(file), Benchmark.of("BM/1")).values())
        .containsExactly(0.0025);
  }

  @Test
  void pytestBenchmarkHasRounds() throws IOException {
    Measurement sum =
        measurement(
            read("pytest-benchmark-5.3.1.json"), Benchmark.of("test_sums.py::test_sum[100]"));
    assertThat(sum.values()).hasSize(12);
    assertThat(sum.mean()).isCloseTo(4.2821999765389286e-07, within(1e-18));
  }

  @Test
  void hyperfineRunsAreProcesses() throws IOException {
    Measurement seq =
        measurement(read("hyperfine-1.15.0.json"), Benchmark.of("seq 100", Map.of("n", "1"), ""));
    assertThat(seq.groups()).hasSize(12);
    assertThat(seq.isOneProcess()).isFalse();
    assertThat(seq.mean()).isCloseTo(0.00257308025, within(1e-12));
  }

  @Test
  void criterionIsAFolderOfSamples() throws IOException {
    Results results = read("criterion");
    Measurement sum = measurement(results, Benchmark.of("sum/fold/64"));
    assertThat(results.measurements()).hasSize(2);
    assertThat(sum.values()).hasSize(20);
    // Its own estimate of the mean.
    assertThat(sum.mean()).isCloseTo(33.11609866440291e-9, within(1e-17));
    Measurement estimate = only(FILES.resolve("criterion/sum/fold/64/new/estimates.json"));
    assertThat(estimate.values()).hasSize(1);
    assertThat(estimate.mean()).isCloseTo(sum.mean(), within(1e-17));
    assertThat(estimate.benchmark().name()).isEqualTo("sum/fold/64");
  }

  @Test
  void goBenchmarksOfOneRunAreOneProcess() throws IOException {
    Results results = read("go-test-1.26.8.txt");
    Measurement sum = measurement(results, Benchmark.of("example.com/sums.Sum/n=64-2"));
    assertThat(sum.groups()).hasSize(3);
    assertThat(sum.groups().getFirst()).containsExactly(50.54e-9, 50.74e-9, 49.19e-9, 32.74 * 1e-9);
    assertThat(results.measurements()).hasSize(9);
    assertThat(results.environment()).containsKey("machine");
  }

  @Test
  void benchmarkDotNetHasLaunchesAndAllocations() throws IOException {
    Results results = read("benchmarkdotnet.json");
    Benchmark add = Benchmark.of("Example.Sums.Add(N: 64)");
    assertThat(measurement(results, add).groups()).hasSize(2);
    assertThat(measurement(results, add).mean()).isCloseTo(10e-9, within(1e-20));
    assertThat(measurement(results, add.withMetric("allocated")).mean()).isEqualTo(24);
  }

  @Test
  void k6HasPercentilesAndRates() throws IOException {
    Results results = read("k6-1.0.0.json");
    assertThat(measurement(results, Benchmark.of("http_req_duration").withMetric("p(95)")).mean())
        .isCloseTo(0.0013040805, within(1e-12));
    Measurement rate = measurement(results, Benchmark.of("http_reqs").withMetric("rate"));
    assertThat(rate.unit().higherIsBetter()).isTrue();
    assertThat(rate.mean()).isCloseTo(2254.3829232388202, within(1e-9));
  }

  @Test
  void csvHasColumnsByRole() throws IOException {
    Columns columns =
        Columns.of(List.of("name=test", "value=seconds:s", "value=bytes:B", "run=fork"));
    Results results = ResultReader.of(columns).read(FILES.resolve("table.csv"));
    Measurement fill = measurement(results, Benchmark.of("fill").withMetric("seconds"));
    assertThat(fill.groups()).hasSize(3);
    assertThat(fill.groups().getFirst()).containsExactly(0.010, 0.012);
    assertThat(results.measurements()).containsKey(Benchmark.of("sum, long").withMetric("bytes"));
  }

  @Test
  void filesOfAFolderAreRuns() throws IOException {
    for (int run = 0; run < 3; run++) {
      Files.copy(FILES.resolve("pytest-benchmark-5.3.1.json"), folder.resolve(run + ".json"));
    }
    Measurement sum =
        measurement(
            ResultReader.of(Columns.DEFAULT).read(folder),
            Benchmark.of("test_sums.py::test_sum[100]"));
    assertThat(sum.groups()).hasSize(3);
    assertThat(sum.units()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"benchmark\": \"a\"",
        "[{\"benchmark\": \"a\", \"mode\": \"thrpt\", \"primaryMetric\": {}}]",
        "[{\"benchmark\": 7, \"mode\": \"thrpt\", \"primaryMetric\": {}}]",
        "[{\"benchmark\":\"a\",\"mode\":\"avgt\",\"primaryMetric\":{\"scoreUnit\":\"parsecs\","
            + "\"rawData\":[[1]]}}]",
        "{\"results\": [{\"command\": \"a\", \"times\": [1, \"x\"]}]}",
        "{\"iters\": [1, 2], \"times\": [1]}",
        "[]",
        "{}",
        "neither",
        "name,value\na,1,2\n",
        "name,value\na,many\n"
      })
  void damagedFilesAreErrorsThatNameTheFile(String content) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> ResultReader.of(Columns.DEFAULT).read(file))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void aDamagedLineHasItsPlace() throws IOException {
    Path file = file("name,value\na,1\nb,many\n");
    assertThatThrownBy(() -> ResultReader.of(Columns.DEFAULT).read(file))
        .hasMessageContaining("record 3, byte 15: \"many\" is not a number");
  }

  private Measurement only(Path file) throws IOException {
    Results results = ResultReader.of(Columns.DEFAULT).read(file);
    assertThat(results.measurements()).hasSize(1);
    return results.measurements().firstEntry().getValue();
  }

  private static Results read(String name) throws IOException {
    return ResultReader.of(Columns.DEFAULT).read(FILES.resolve(name));
  }

  private static Measurement measurement(Results results, Benchmark benchmark) {
    assertThat(results.measurements()).containsKey(benchmark);
    return results
        .measurements()
        .getOrDefault(benchmark, results.measurements().firstEntry().getValue());
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "result", ".txt"), content);
  }
}
