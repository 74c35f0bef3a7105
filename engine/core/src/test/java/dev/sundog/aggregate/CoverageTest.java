// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.GroupKeys;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of a summary hold the true corpus value as often as they say: on simulated data. */
@Tag("slow")
class CoverageTest {
  private static final int SIMULATIONS = 3000;
  private static final int ITEMS = 300;
  private static final long SEED = Long.getLong("sundog.seed", 20251126);

  /**
   * Weights of 1 to 20, and numerators that are on average 0.3 of them; log-probs their like;
   * second weights of 1 to 10 more than the numerators.
   */
  @ParameterizedTest
  @CsvSource({
    "token_error_rate, NORMAL, 0.95",
    "token_error_rate, BOOTSTRAP, 0.95",
    "token_error_rate, NORMAL, 0.8",
    "token_error_rate, BOOTSTRAP, 0.8",
    "perplexity, NORMAL, 0.95",
    "perplexity, BOOTSTRAP, 0.95",
    "wip, NORMAL, 0.95",
    "wip, BOOTSTRAP, 0.95",
    "wil, NORMAL, 0.8",
    "token_edit_distance, NORMAL, 0.95",
    "token_edit_distance, BOOTSTRAP, 0.95"
  })
  void covers(String name, IntervalMethod method, double confidence) {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    Metric metric = Metrics.named(name);
    Random random = new Random(SEED);
    int held = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      AggregateOptions options =
          new AggregateOptions(method, confidence, 400, random.nextLong(), List.of(), null);
      held += interval(metric, options, random).contains(truth(name)) ? 1 : 0;
    }
    assertThat((double) held / SIMULATIONS).isBetween(confidence - 0.02, confidence + 0.02);
  }

  private static double truth(String name) {
    return switch (name) {
      case "token_error_rate" -> 0.3;
      case "perplexity" -> Math.exp(0.3);
      case "wip" -> 0.3 * 3.15 / (3.15 + 5.5);
      case "wil" -> 1 - 0.3 * 3.15 / (3.15 + 5.5);
      default -> 0.3 * 10.5;
    };
  }

  private static Interval interval(Metric metric, AggregateOptions options, Random random) {
    boolean mean = metric.name().equals("token_edit_distance");
    double sign = metric.name().equals("perplexity") ? -1 : 1;
    double[] numerators = new double[ITEMS];
    double[] weights = new double[ITEMS];
    double[] secondWeights = new double[ITEMS];
    boolean product = metric.description().aggregation().twoWeights();
    MetricState aggregate = new MetricState(metric.description());
    ScoreBuffer buffer = new ScoreBuffer(metric.description().aggregation());
    buffer.reset(ITEMS);
    for (int item = 0; item < ITEMS; item++) {
      int tokens = 1 + random.nextInt(20);
      numerators[item] = sign * tokens * 0.6 * random.nextDouble();
      weights[item] = mean ? 1 : tokens;
      secondWeights[item] = product ? numerators[item] + 1 + random.nextInt(10) : 1;
      buffer.setProduct(item, numerators[item], weights[item], secondWeights[item]);
    }
    aggregate.add(buffer.column(), 0, ITEMS);
    MetricSummary summary = aggregate.summary(options);
    GroupedValues values =
        new GroupedValues(
            List.of(metric),
            options,
            new GroupKeys(List.of()),
            new int[] {ITEMS},
            new double[][] {numerators},
            new double[][] {weights},
            new double[][] {secondWeights});
    GroupSummary group = new GroupSummary(List.of(), ITEMS, 0, List.of(summary), null);
    return values.complete(group, 1).metrics().getFirst().interval();
  }
}
