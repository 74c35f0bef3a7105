// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Proportion;

/**
 * The result of one model.
 *
 * @param scale size of the model, usually in parameters; above 0
 * @param value the metric's value, finite
 * @param stderr its standard error; NaN if unknown
 * @param items number of items; 0 if unknown
 * @param share whether the value is a share of items, a mean of 0/1 outcomes
 */
public record ScalingPoint(double scale, double value, double stderr, long items, boolean share) {
  /** Normal quantile of a two-sided 95 % interval. */
  static final double Z95 = 1.959963984540054;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the scale is not above 0, the value not finite, or a share
   *     not in 0 to 1
   */
  public ScalingPoint {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale must be finite and above 0, not " + scale);
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "value at scale " + scale + " must be finite, not " + value);
    }
    if (items < 0) {
      throw new IllegalArgumentException(
          "items at scale " + scale + " must not be negative, but are " + items);
    }
    if (share && (value < 0 || value > 1 || items == 0)) {
      throw new IllegalArgumentException(
          "share at scale "
              + scale
              + " must be 0 to 1 of at least one item, not "
              + value
              + " of "
              + items);
    }
  }

  /** A published value without an error or a number of items. */
  public static ScalingPoint of(double scale, double value) {
    return new ScalingPoint(scale, value, Double.NaN, 0, false);
  }

  /** A mean over items, with its standard error. */
  public static ScalingPoint mean(double scale, double value, double stderr, long items) {
    return new ScalingPoint(scale, value, stderr, items, false);
  }

  /** A share of 0/1 outcomes: exact match, accuracy. */
  public static ScalingPoint share(double scale, double value, long items) {
    double stderr = Math.sqrt(value * (1 - value) / Math.max(1, items - 1));
    return new ScalingPoint(scale, value, stderr, items, true);
  }

  /** Number of successes of a share, rounded. */
  private long hits() {
    return Math.round(value * items);
  }

  /**
   * The 95 % interval: Wilson for a share, normal for another mean; undefined without a standard
   * error.
   */
  public Interval interval() {
    return share
        ? new Proportion(hits(), items).wilson(0.95)
        : new Interval(value - Z95 * stderr, value + Z95 * stderr);
  }
}
