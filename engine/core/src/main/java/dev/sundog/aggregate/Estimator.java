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
 * @param moments their sums
 * @param lowestRatio smallest ratio of an item
 * @param highestRatio largest ratio of an item
 */
record Estimator(
    Metric.Description metric,
    long scored,
    Moments moments,
    double lowestRatio,
    double highestRatio) {
  MetricSummary.Estimate estimate(AggregateOptions options) {
    Aggregation aggregation = metric.aggregation();
    double ratio =
        scored == 0
            ? Double.NaN
            : aggregation
                .ratio(moments.numerators(), moments.weights(), moments.secondWeights())
                .doubleValue();
    double error = moments.standardError(scored);
    IntervalMethod method = method(options.interval());
    return new MetricSummary.Estimate(
        aggregation.value(ratio),
        aggregation.slope(ratio) * error,
        method,
        interval(method, options.confidence(), ratio, error));
  }

  private IntervalMethod method(IntervalMethod requested) {
    return switch (requested) {
      case WILSON, CLOPPER_PEARSON -> binary() ? requested : IntervalMethod.NORMAL;
      case NORMAL, BOOTSTRAP -> requested;
    };
  }

  /**
   * Whether the metric is a mean of values that are all 0 or 1: only those equal their squares.
   * Such values of a metric that may fall below 0, like log-probs, are no shares.
   */
  private boolean binary() {
    BigDecimal numerators = moments.numerators();
    return metric.aggregation() == Aggregation.MEAN
        && metric.range().low() == 0
        && lowestRatio >= 0
        && highestRatio <= 1
        && moments.weights().compareTo(BigDecimal.valueOf(scored)) == 0
        && numerators.compareTo(moments.numeratorSquares()) == 0
        && numerators.remainder(BigDecimal.ONE).signum() == 0;
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
    double one = metric.aggregation().value(ratio - reach);
    double other = metric.aggregation().value(ratio + reach);
    return new Interval(
        Math.max(Math.min(one, other), metric.range().low()),
        Math.min(Math.max(one, other), metric.range().high()));
  }
}
