// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.metric.Metrics;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalMethodTest {
  private static final double Z99 = 2.5758293035489004;

  /** The summary of values (and weights) of a metric at 99 %. */
  private static MetricSummary summary(
      String metric, IntervalMethod method, double[] values, double... weights) {
    MetricState aggregate = new MetricState(Metrics.named(metric).description());
    ScoreBuffer buffer = new ScoreBuffer(Metrics.named(metric).description().aggregation());
    buffer.reset(values.length);
    for (int item = 0; item < values.length; item++) {
      buffer.setRatio(item, values[item], weights.length == 0 ? 1 : weights[item]);
    }
    aggregate.add(buffer.column(), 0, values.length);
    return aggregate.summary(new AggregateOptions(method, 0.99, 1000, 42, List.of(), null));
  }

  @Test
  void zerosAndOnesAreAShare() {
    double[] values = {0, 1, 1, 0, 1, 1, 1};
    MetricSummary wilson = summary("exact_match", IntervalMethod.WILSON, values);
    assertThat(wilson.method()).isEqualTo(IntervalMethod.WILSON);
    assertThat(wilson.interval()).isEqualTo(new Proportion(5, 7).wilson(0.99));
    MetricSummary exact = summary("exact_match", IntervalMethod.CLOPPER_PEARSON, values);
    assertThat(exact.method()).isEqualTo(IntervalMethod.CLOPPER_PEARSON);
    assertThat(exact.interval()).isEqualTo(new Proportion(5, 7).clopperPearson(0.99));
  }

  @Test
  void noHitIsNotCertainty() {
    MetricSummary none = summary("exact_match", IntervalMethod.WILSON, new double[100]);
    assertThat(none.stderr()).isZero();
    assertThat(none.interval().low()).isZero();
    assertThat(none.interval().high()).isBetween(0.05, 0.07);
  }

  /** A share of certain tokens would reach above a log-prob's range. */
  @Test
  void zerosOfLogprobsAreNoShare() {
    MetricSummary sums = summary("logprob_sum", IntervalMethod.WILSON, new double[5]);
    assertThat(sums.method()).isEqualTo(IntervalMethod.NORMAL);
    assertThat(sums.interval().high()).isZero();
  }

  /** One value between 0 and 1, also where the rest sums to a whole number. */
  @Test
  void otherValuesAreAMean() {
    for (double[] values :
        List.of(new double[] {0, 1, 0.5, 0.5}, new double[] {0, 1, 2}, new double[] {-1, 0, 1})) {
      for (IntervalMethod method : IntervalMethod.values()) {
        if (method != IntervalMethod.BOOTSTRAP) {
          MetricSummary mean = summary("logprob_min", method, values);
          assertThat(mean.method()).isEqualTo(IntervalMethod.NORMAL);
          assertThat(mean.interval().low())
              .isCloseTo(mean.mean() - Z99 * mean.stderr(), within(1e-12));
        }
      }
    }
    assertThat(summary("exact_match", IntervalMethod.NORMAL, new double[] {0, 1}).method())
        .isEqualTo(IntervalMethod.NORMAL);
  }

  @Test
  void aRatioOfHitsIsNoShareOfItems() {
    MetricSummary ratio =
        summary("token_error_rate", IntervalMethod.WILSON, new double[] {0, 1, 1}, 1, 2, 1);
    assertThat(ratio.method()).isEqualTo(IntervalMethod.NORMAL);
  }

  @Test
  void normalIntervalsStayInTheMetricsRange() {
    MetricSummary mean =
        summary("edit_similarity", IntervalMethod.NORMAL, new double[] {1, 1, 1, 0.9, 0.2});
    assertThat(mean.mean() + Z99 * mean.stderr()).isGreaterThan(1);
    assertThat(mean.interval().high()).isEqualTo(1);
  }

  /** Normal for the mean log-prob: on perplexity the same share above as below. */
  @Test
  void perplexityIsExponentialOfAMean() {
    Random random = new Random(42);
    double[] sums = random.doubles(50, -90, -10).toArray();
    double[] tokens = random.ints(50, 5, 30).asDoubleStream().toArray();
    MetricSummary perplexity = summary("perplexity", IntervalMethod.NORMAL, sums, tokens);
    Interval interval = perplexity.interval();
    assertThat(interval.low() * interval.high())
        .isCloseTo(perplexity.mean() * perplexity.mean(), within(1e-9 * interval.high()));
    assertThat(Math.log(interval.high() / perplexity.mean()))
        .isCloseTo(Z99 * perplexity.stderr() / perplexity.mean(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(IntervalMethod.class)
  void nothingHasNoInterval(IntervalMethod method) {
    assertThat(summary("exact_match", method, new double[0]).interval())
        .isEqualTo(Interval.UNDEFINED);
    MetricSummary one = summary("logprob_sum", method, new double[] {-3});
    assertThat(one.interval()).isEqualTo(Interval.UNDEFINED);
  }

  @Test
  void labelsNameMethods() {
    assertThat(Arrays.stream(IntervalMethod.values()).map(IntervalMethod::label))
        .containsExactly("wilson", "clopper-pearson", "normal", "bootstrap");
    assertThat(IntervalMethod.named("clopper-pearson")).isEqualTo(IntervalMethod.CLOPPER_PEARSON);
    assertThatThrownBy(() -> IntervalMethod.named("wald"))
        .hasMessageContaining(
            "no interval \"wald\". Accepted: wilson, clopper-pearson, normal, bootstrap");
  }
}
