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
  private static final int FEW_STEPS = 16;

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

  /** The bare number: NaN if flat, ±∞ if infinite. */
  static double score(double[] values) {
    return values.length < 2 ? Double.NaN : score(values, new double[values.length - 1]);
  }

  /**
   * The same of two or more values, for callers with many curves.
   *
   * @param steps room for one step less than there are values; overwritten
   */
  static double score(double[] values, double[] steps) {
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

  /** By insertion without branches where they are few: resamples sort a hundred million times. */
  private static void sort(double[] steps) {
    if (steps.length > FEW_STEPS) {
      Arrays.sort(steps);
      return;
    }
    for (int i = 1; i < steps.length; i++) {
      double least = steps[i];
      for (int at = i; at > 0; at--) {
        double before = steps[at - 1];
        steps[at] = Math.max(before, least);
        least = Math.min(before, least);
      }
      steps[0] = least;
    }
  }

  /** Square root of the median of the squares, without squares that overflow or vanish. */
  private static double typical(double[] steps) {
    sort(steps);
    double upper = steps[steps.length / 2];
    double lower = steps[(steps.length - 1) / 2];
    return upper == lower ? upper : StrictMath.hypot(lower, upper) / Math.sqrt(2);
  }
}
