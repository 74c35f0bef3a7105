package dev.sundog.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Aggregation;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two real translation systems; p-values and intervals of scipy 1.17.1 and statsmodels 0.15.0. */
class CompareMtTest {
  private final Map<String, Integer> ids = new HashMap<>();

  private int[][] words(String file) throws IOException {
    Path path = Path.of(System.getProperty("sundog.shared"), "data", "compare-mt", file);
    assumeTrue(Files.exists(path), "no " + path);
    try (var lines = Files.lines(path)) {
      return lines.map(this::wordsOf).toArray(int[][]::new);
    }
  }

  private int[] wordsOf(String line) {
    return Arrays.stream(line.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .mapToInt(word -> ids.computeIfAbsent(word, unseen -> ids.size()))
        .toArray();
  }

  private static double[] values(int[][] predictions, int[][] references, String metric) {
    try (SequenceBatch batch = SequenceBatch.of(predictions, references)) {
      Scores scores = Evaluator.of(metric).scores(batch);
      return scores.values(metric);
    }
  }

  @Test
  void exactMatch() throws IOException {
    int[][] references = words("ted.ref.eng");
    PairedSample sample =
        PairedSample.ofMeans(
            values(words("ted.sys1.eng"), references, "exact_match"),
            values(words("ted.sys2.eng"), references, "exact_match"));
    assertThat(sample.difference()).isEqualTo(14 / 2445.0);
    assertThat(sample.binary()).isTrue();
    assertThat(McNemar.exact(12, 26)).isCloseTo(0.03355243967962451, within(1e-15));
    Interval interval = sample.differenceInterval(new Bootstrap(20_000, 0.95, 1, 2));
    assertThat(interval.low()).isCloseTo(0.0008179959, within(0.0005));
    assertThat(interval.high()).isCloseTo(0.0106339468, within(0.0005));
  }

  @Test
  void tokenErrorRate() throws IOException {
    int[][] references = words("ted.ref.eng");
    double[] weights = Arrays.stream(references).mapToDouble(line -> line.length).toArray();
    PairedSample sample =
        new PairedSample(
            Aggregation.RATIO,
            PairedSample.Side.ofRatios(
                values(words("ted.sys1.eng"), references, "token_edit_distance"), weights),
            PairedSample.Side.ofRatios(
                values(words("ted.sys2.eng"), references, "token_edit_distance"), weights));
    assertThat(-sample.difference()).isCloseTo(0.0074507606417202, within(1e-16));
    assertThat(new PairedPermutation(200_000, 1, 2).pValue(sample))
        .isCloseTo(0.020569897, within(0.0015));
    Interval interval = sample.differenceInterval(new Bootstrap(20_000, 0.95, 1, 2));
    assertThat(interval.low()).isCloseTo(-0.0138376981, within(0.0003));
    assertThat(interval.high()).isCloseTo(-0.0010940973, within(0.0003));
  }
}
