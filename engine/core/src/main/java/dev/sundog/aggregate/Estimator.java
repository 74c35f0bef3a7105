// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Normal;
import dev.sundog.statistics.Proportion;
import java.math.BigDecimal;

/**
 * The corpus value of a metric, its standard error and interval, from sums.
 *
 * @param metric the metric
 * @param scored number of scored items
 * @param unweighted number of items that only count in the numerator
 * @param moments sums of both
 * @param unbounded whether an item's value is infinite
 */
record Estimator(
    Metric.Description metric, long scored, long unweighted, Moments moments, boolean unbounded) {
  MetricSummary.Estimate estimate(AggregateOptions options) {
    IntervalMethod method = method(options.interval());
    if (unbounded) {
      return new MetricSummary.Estimate(
          Double.POSITIVE_INFINITY, Double.NaN, method, Interval.UNDEFINED);
    }
    Aggregation aggregation = metric.aggregation();
    double ratio =
        scored == 0
            ? Double.NaN
            : aggregation
                .ratio(moments.numerators(), moments.weights(), moments.secondWeights())
                .doubleValue();
    double error = scored == 0 ? Double.NaN : moments.standardError(scored + unweighted);
    double value = aggregation.value(ratio);
    return new MetricSummary.Estimate(
        value,
        aggregation.slope(ratio) * error,
        method,
        Double.isFinite(value)
            ? interval(method, options.confidence(), ratio, error)
            : Interval.UNDEFINED);
  }

  private IntervalMethod method(IntervalMethod requested) {
    return switch (requested) {
      case WILSON, CLOPPER_PEARSON -> binary() ? requested : IntervalMethod.NORMAL;
      case NORMAL, BOOTSTRAP -> requested;
    };
  }

  /** Whether the metric is a mean of values that can only be 0 or 1, by its definition. */
  private boolean binary() {
    return metric.aggregation() == Aggregation.MEAN
        && metric.range().equals(Metric.Range.BINARY)
        && isCount();
  }

  /** Whether the sums are those of 0s and 1s, as damaged or foreign states may not be. */
  private boolean isCount() {
    BigDecimal successes = moments.numerators();
    return successes.signum() >= 0
        && successes.compareTo(BigDecimal.valueOf(scored)) <= 0
        && successes.remainder(BigDecimal.ONE).signum() == 0;
  }

  private Interval interval(IntervalMethod method, double confidence, double ratio, double error) {
    return switch (method) {
      case WILSON -> proportion().wilson(confidence);
      case CLOPPER_PEARSON -> proportion().clopperPearson(confidence);
      case NORMAL -> normal(ratio, Normal.quantile((1 + confidence) / 2) * error);
      case BOOTSTRAP -> Interval.UNDEFINED;
    };
  }

  private Proportion proportion() {
    return new Proportion(moments.numerators().longValueExact(), scored);
  }

  private Interval normal(double ratio, double reach) {
    if (Double.isNaN(reach)) {
      return Interval.UNDEFINED;
    }
    double one = metric.aggregation().value(ratio - reach);
    double other = metric.aggregation().value(ratio + reach);
    double value = metric.aggregation().value(ratio); // Of recorded values possibly out of range.
    return new Interval(
        Math.max(Math.min(one, other), Math.min(value, metric.range().low())),
        Math.min(Math.max(one, other), Math.max(value, metric.range().high())));
  }
}
