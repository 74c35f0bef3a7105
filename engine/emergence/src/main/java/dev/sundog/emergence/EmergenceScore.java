package dev.sundog.emergence;

import java.util.Arrays;

/**
 * How abruptly a curve rises: {@code sign(argmax y − argmin y) · (max y − min y) / sqrt(median of
 * (yᵢ − yᵢ₋₁)²)}. First index on ties; of an even number of steps the middle two squares are
 * averaged. Invariant under rising affine maps; a straight line of n points scores n − 1, so scores
 * of curves with different n do not compare. Source: Srivastava et al., "Beyond the Imitation Game"
 * (2022), as used by Schaeffer, Miranda and Koyejo (2023).
 *
 * @param value the score; ±∞ if infinite, NaN if flat or of fewer than two points
 * @param status whether the value is a plain number, and if not why
 * @param points points of the curve
 */
public record EmergenceScore(double value, Status status, int points) {
  private static final int FEWEST_POINTS = 3;

  /** Stands for infinite scores where something is between two of them. */
  private static final double HUGE = Double.MAX_VALUE / 4;

  /** What a score is. */
  public enum Status {
    /** A number. */
    OK,
    /** More than half of the steps are exactly 0, others are not: the value is ±∞. */
    INFINITE,
    /** All values are the same: undefined. */
    FLAT,
    /** Fewer than three points: two always score ±1. */
    TOO_FEW
  }

  /** The score of a curve; values of which lower ones are better are negated first. */
  public static EmergenceScore of(ScalingCurve curve) {
    return of(curve.goodness());
  }

  /** The score of values by rising scale, of which higher ones are better. */
  public static EmergenceScore of(double... values) {
    if (values.length < FEWEST_POINTS) {
      return new EmergenceScore(score(values), Status.TOO_FEW, values.length);
    }
    double score = score(values);
    Status status =
        Double.isNaN(score) ? Status.FLAT : Double.isInfinite(score) ? Status.INFINITE : Status.OK;
    return new EmergenceScore(score, status, values.length);
  }

  /** The bare number: NaN if flat or of fewer than two values, ±∞ if infinite. */
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

  /** Whether there is a score, infinite ones included: neither flat nor of too few points. */
  public boolean defined() {
    return status == Status.OK || status == Status.INFINITE;
  }

  /** A score with a number for an infinite one, so that what lies between two is no NaN. */
  static double bounded(double score) {
    return Math.clamp(score, -HUGE, HUGE);
  }

  /** What lies between scores that were bounded: infinite if one of them was. */
  static double unbounded(double between) {
    return Math.abs(between) > Double.MAX_VALUE / 1e10
        ? Math.copySign(Double.POSITIVE_INFINITY, between)
        : between;
  }

  /** Square root of the median of the squares, without squares that overflow or vanish. */
  private static double typical(double[] steps) {
    Arrays.sort(steps);
    return typical(steps[(steps.length - 1) / 2], steps[steps.length / 2]);
  }

  /** The same of the middle two steps, or of the middle one twice. */
  static double typical(double lower, double upper) {
    return upper == lower ? upper : StrictMath.hypot(lower, upper) / Math.sqrt(2);
  }
}
