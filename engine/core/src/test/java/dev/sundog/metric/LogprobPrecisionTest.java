// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bound that {@code sundog metrics} states: log-probs in float32 change a mean by 6e-8. */
class LogprobPrecisionTest {
  private static final double BOUND = 6e-8;
  private static final long SEED = Long.getLong("sundog.seed", 20261130);

  private static Scores scores(List<double[]> items) {
    try (BatchAppender appender =
        new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()))) {
      for (double[] item : items) {
        for (double nats : item) {
          appender.logprob((float) nats);
        }
        appender.endLogprobs();
        appender.endItem();
      }
      try (SequenceBatch batch = appender.finish()) {
        return Evaluator.of("logprob_sum", "logprob_mean", "perplexity").scores(batch);
      }
    }
  }

  @Test
  void meansAreWithinTheStatedBound() {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    Random random = new Random(SEED);
    List<double[]> items = new ArrayList<>();
    for (int item = 0; item < 2_000; item++) {
      double scale = Math.scalb(1.0, random.nextInt(-20, 20));
      items.add(random.doubles(1 + random.nextInt(60)).map(nats -> -nats * scale).toArray());
    }
    Scores scores = scores(items);
    for (int item = 0; item < items.size(); item++) {
      double[] nats = items.get(item);
      double sum = 0;
      for (double one : nats) {
        sum += one;
      }
      double mean = sum / nats.length;
      assertThat(Math.abs(scores.value("logprob_sum", item) / sum - 1)).isLessThan(BOUND);
      assertThat(Math.abs(scores.value("logprob_mean", item) / mean - 1)).isLessThan(BOUND);
    }
  }

  @Test
  void theBoundIsNotLooserThanRounding() {
    double halfway = -(1 + Math.scalb(1.0, -24));
    double error = scores(List.of(new double[] {halfway})).value("logprob_mean", 0) / halfway - 1;
    assertThat(Math.abs(error)).isBetween(0.99 * BOUND, BOUND);
  }

  @Test
  void everyMetricOfLogProbsStatesIt() {
    for (Metric metric : Metrics.all()) {
      Metric.Description description = metric.description();
      boolean reads =
          description.inputs().contains(Metric.Input.LOGPROBS)
              && !description.name().equals("token_count");
      assertThat(description.definition().precision().contains("within 6e-8"))
          .as(description.name())
          .isEqualTo(reads);
    }
  }
}
