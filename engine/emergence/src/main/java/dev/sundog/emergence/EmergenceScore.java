// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Arrays;

/**
 * The abruptness of a curve: {@code sign(argmax y − argmin y) · (max y − min y) / sqrt(median of
 * (yᵢ − yᵢ₋₁)²)}. Ties take the first index; the median of an even number of steps averages the
 * middle two squares. Invariant under increasing affine maps. A straight line of n points scores n
 * − 1, so only scores of equal n are comparable. Source: Srivastava et al., "Beyond the Imitation
 * Game" (2022), as used by Schaeffer, Miranda and Koyejo (2023).
 *
 * @param value the score; ±∞ if infinite, NaN if flat or of fewer than two points
 * @param status the kind of value
 * @param points number of points of the curve
 */
public record EmergenceScore(double value, Status status, int points) {
  private static final int FEWEST_POINTS = 3;

  /** Replaces infinite scores for interpolation between two of them. */
  private static final double HUGE = Double.MAX_VALUE / 4;

  /** The kind of a score. */
  public enum Status {
    /** A finite number. */
    OK,
    /** More than half of the steps are exactly 0, others are not: the value is ±∞. */
    INFINITE,
    /** All values are equal: the score is undefined. */
    FLAT,
    /** Fewer than three points; two points always score ±1. */
    TOO_FEW
  }

  /** The score of a curve; the values of a lower-is-better metric are negated first. */
  public static EmergenceScore of(ScalingCurve curve) {
    return of(curve.goodness());
  }

  /** The score of higher-is-better values by increasing scale. */
  public static EmergenceScore of(double... values) {
    if (values.length < FEWEST_POINTS) {
      return new EmergenceScore(score(values), Status.TOO_FEW, values.length);
    }
    double score = score(values);
    Status status =
        Double.isNaN(score) ? Status.FLAT : Double.isInfinite(score) ? Status.INFINITE : Status.OK;
    return new EmergenceScore(score, status, values.length);
  }

  /** The score as a number: NaN if flat or with fewer than two values, ±∞ if infinite. */
  static double score(double[] values) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double[] steps = new double[values.length - 1];
    int lowest = 0;
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      lowest = values[i] < values[lowest] ? i : lowest;
      highest = values[i] > values[highest] ? i : highest;
      steps[i - 1] = Math.abs(values[i] - values[i - 1]);
    }
    double range = values[highest] - values[lowest];
    return range == 0 ? Double.NaN : Integer.signum(highest - lowest) * (range / typical(steps));
  }

  /** Whether the score is a number or infinite: neither flat nor with too few points. */
  public boolean defined() {
    return status == Status.OK || status == Status.INFINITE;
  }

  /** A score with a large number in place of infinity, so that interpolation is never NaN. */
  static double bounded(double score) {
    return Math.clamp(score, -HUGE, HUGE);
  }

  /** Reverses {@link #bounded} after interpolation. */
  static double unbounded(double between) {
    return Math.abs(between) > Double.MAX_VALUE / 1e10
        ? Math.copySign(Double.POSITIVE_INFINITY, between)
        : between;
  }

  /** Square root of the median of the squares, safe from overflow and underflow. */
  private static double typical(double[] steps) {
    Arrays.sort(steps);
    return typical(steps[(steps.length - 1) / 2], steps[steps.length / 2]);
  }

  /** The same for the middle two steps, or the middle one twice. */
  static double typical(double lower, double upper) {
    return upper == lower ? upper : StrictMath.hypot(lower, upper) / Math.sqrt(2);
  }
}
