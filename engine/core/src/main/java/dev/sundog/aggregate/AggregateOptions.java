// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.metric.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a summary besides sums, per group and metric.
 *
 * @param interval method of the intervals
 * @param confidence share of cases in which an interval holds the true value, such as 0.95
 * @param resamples resamples of the bootstrap
 * @param seed seed of the bootstrap
 * @param quantiles shares, each in [0, 1], of the quantiles of the items' values
 * @param calibration metrics whose calibration is computed, or null
 */
public record AggregateOptions(
    IntervalMethod interval,
    double confidence,
    int resamples,
    long seed,
    List<Double> quantiles,
    @Nullable CalibrationOptions calibration) {
  /** Wilson intervals at 95 %, and nothing else: no item's value is kept. */
  public static final AggregateOptions STANDARD =
      new AggregateOptions(IntervalMethod.WILSON, 0.95, 1000, 42, List.of(), null);

  /** Checks the ranges, and orders the quantiles. */
  public AggregateOptions {
    quantiles = quantiles.stream().distinct().sorted().toList();
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
    }
    if (resamples < 1) {
      throw new IllegalArgumentException(resamples + " resamples; expected at least 1");
    }
    for (double share : quantiles) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("quantile " + share + " is not in 0 to 1");
      }
    }
  }

  /** Whether the values of all items have to be kept. */
  public boolean needItems() {
    return needAllMetrics() || calibration != null;
  }

  /** Whether the values of all items by a metric have to be kept. */
  boolean needItems(Metric metric) {
    return needAllMetrics()
        || (calibration != null
            && (metric.name().equals(calibration.confidence())
                || metric.name().equals(calibration.accuracy())));
  }

  private boolean needAllMetrics() {
    return interval == IntervalMethod.BOOTSTRAP || !quantiles.isEmpty();
  }
}
