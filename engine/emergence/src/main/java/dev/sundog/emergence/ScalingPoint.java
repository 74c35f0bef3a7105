package dev.sundog.emergence;

import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Proportion;

/**
 * One model's result.
 *
 * @param scale size of the model, above 0: parameters, unless the user scales by something else
 * @param value the metric's value, finite
 * @param stderr its standard error; NaN if unknown
 * @param items items behind it; 0 if unknown
 * @param share whether the value is a share of the items, hence of 0/1 outcomes
 */
public record ScalingPoint(double scale, double value, double stderr, long items, boolean share) {
  /** Normal quantile of a two-sided 95 % interval. */
  static final double Z95 = 1.959963984540054;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if the scale is not above 0, the value not finite, or a share
   *     not in 0 to 1
   */
  public ScalingPoint {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("a scale of " + scale + " is not above 0");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a value of " + value + " at scale " + scale);
    }
    if (items < 0) {
      throw new IllegalArgumentException(items + " items at scale " + scale);
    }
    if (share && (value < 0 || value > 1 || items == 0)) {
      throw new IllegalArgumentException(
          "a share of " + value + " of " + items + " items at scale " + scale);
    }
  }

  /** A published value of which nothing else is known. */
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

  /** Successes of a share, to the nearest whole number. */
  private long hits() {
    return Math.round(value * items);
  }

  /**
   * The 95 % interval: Wilson's for a share, the normal one for another mean; undefined if nothing
   * is known of the items.
   */
  public Interval interval() {
    return share
        ? new Proportion(hits(), items).wilson(0.95)
        : new Interval(value - Z95 * stderr, value + Z95 * stderr);
  }
}
