// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import static dev.sundog.fixture.Golden.close;
import static dev.sundog.fixture.Golden.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.Golden;
import dev.sundog.fixture.SharedData;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.statistics.PairedSample.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Two real translation systems: p-values of scipy and statsmodels, exactly where a test is exact,
 * and where both sides drew at random, within five standard errors of the two draws.
 */
class CompareMtTest {
  private static final int PERMUTATIONS = 20_000;
  private static final Bootstrap BOOTSTRAP = new Bootstrap(5_000, 0.95, 1, 2);
  private final Map<String, Integer> ids = new HashMap<>();

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(SharedData.require("compare-mt/" + file));
  }

  private int[][] words(String file) throws IOException {
    return lines(file).stream().map(this::wordsOf).toArray(int[][]::new);
  }

  private int[] wordsOf(String line) {
    return Arrays.stream(line.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .mapToInt(word -> ids.computeIfAbsent(word, unseen -> ids.size()))
        .toArray();
  }

  private PairedSample sample(String metric) throws IOException {
    if (metric.equals("perplexity")) {
      return new PairedSample(
          Aggregation.EXP_NEGATIVE_RATIO, likelihoods("sys1"), likelihoods("sys2"));
    }
    Metric named = Metrics.named(metric);
    return new PairedSample(
        named.description().aggregation(), side(named, "sys1"), side(named, "sys2"));
  }

  /** What a metric's corpus value is made of. */
  private Side side(Metric metric, String system) throws IOException {
    try (SequenceBatch batch =
            SequenceBatch.of(words("ted." + system + ".eng"), words("ted.ref.eng"));
        BatchCounts counts = new BatchCounts()) {
      ScoreBuffer buffer = new ScoreBuffer(metric.description().aggregation());
      buffer.reset(batch.items());
      metric.score(batch, Kernels.select(), counts, buffer);
      ScoreColumn scores = buffer.column();
      int items = batch.items();
      return new Side(
          IntStream.range(0, items).mapToDouble(scores::numerator).toArray(),
          IntStream.range(0, items).mapToDouble(scores::weight).toArray(),
          IntStream.range(0, items).mapToDouble(scores::secondWeight).toArray());
    }
  }

  private static Side likelihoods(String system) throws IOException {
    List<double[]> tokens =
        lines("ll_test." + system + ".likelihood").stream()
            .map(line ->
                Arrays.stream(line.strip().split(" ")).mapToDouble(Double::parseDouble).toArray())
            .toList();
    return Side.ofRatios(
        tokens.stream().mapToDouble(line -> Arrays.stream(line).sum()).toArray(),
        tokens.stream().mapToDouble(line -> line.length).toArray());
  }

  private static JsonNode golden(String metric) {
    return Golden.corpus("compare-mt").stream()
        .filter(line -> line.get("metric").stringValue().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exact_match",
        "token_edit_distance",
        "token_error_rate",
        "wip",
        "wil",
        "perplexity"
      })
  void allSentences(String metric) throws IOException {
    PairedSample sample = sample(metric);
    JsonNode golden = golden(metric);
    close(sample.baseValue(), golden.get("base"), metric);
    close(sample.candidateValue(), golden.get("candidate"), metric);
    int theirs = golden.get("resamples").asInt();
    double p = number(golden.get("permutation"));
    assertThat(new PairedPermutation(PERMUTATIONS, 1, 2).pValue(sample))
        .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) * (1.0 / PERMUTATIONS + 1.0 / theirs))));
    Interval interval = sample.differenceInterval(BOOTSTRAP);
    double low = number(golden.get("bootstrap").get(0));
    double high = number(golden.get("bootstrap").get(1));
    double error = percentileError(high - low, theirs);
    assertThat(interval.low()).isCloseTo(low, within(5 * error));
    assertThat(interval.high()).isCloseTo(high, within(5 * error));
  }

  /** Of the ends of a 95 % interval of two bootstraps, as if their differences were normal. */
  private static double percentileError(double width, int resamples) {
    double deviation = width / (2 * Normal.quantile(0.975));
    double density = Math.exp(-Math.pow(Normal.quantile(0.975), 2) / 2) / Math.sqrt(2 * Math.PI);
    double draws = 1.0 / resamples + 1.0 / BOOTSTRAP.resamples();
    return deviation / density * Math.sqrt(0.025 * 0.975 * draws);
  }

  @Test
  void mcNemarIsExact() throws IOException {
    PairedSample sample = sample("exact_match");
    JsonNode golden = golden("exact_match");
    int[] only = new int[2];
    for (int item = 0; item < sample.items(); item++) {
      only[0] += sample.baseValue(item) > sample.candidateValue(item) ? 1 : 0;
      only[1] += sample.candidateValue(item) > sample.baseValue(item) ? 1 : 0;
    }
    assertThat(sample.binary()).isTrue();
    assertThat(only)
        .containsExactly(golden.get("only_base").asInt(), golden.get("only_candidate").asInt());
    close(McNemar.exact(only[0], only[1]), golden.get("mcnemar"), golden);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_edit_distance", "token_error_rate", "wip", "wil"})
  void everyDozenIsExact(String metric) throws IOException {
    PairedSample sample = sample(metric);
    PairedPermutation test = new PairedPermutation(1 << 12, 1, 1);
    for (JsonNode golden : Golden.cases("compare-mt")) {
      int from = golden.get("from").asInt();
      int to = golden.get("to").asInt();
      PairedSample dozen =
          new PairedSample(
              sample.aggregation(),
              range(sample.base(), from, to),
              range(sample.candidate(), from, to));
      close(test.pValue(dozen), golden.get(metric), golden);
    }
  }

  private static Side range(Side side, int from, int to) {
    return new Side(
        Arrays.copyOfRange(side.numerators(), from, to),
        Arrays.copyOfRange(side.weights(), from, to),
        Arrays.copyOfRange(side.secondWeights(), from, to));
  }
}
