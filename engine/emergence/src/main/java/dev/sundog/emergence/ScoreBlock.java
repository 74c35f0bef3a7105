// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

/**
 * Emergence scores of {@value #CURVES} curves with the same number of points, in loops over the
 * curves that the compiler vectorizes. For finite values the scores equal those of {@link
 * EmergenceScore#score} bit by bit. Not thread-safe.
 */
final class ScoreBlock {
  /** Number of curves in a block. */
  static final int CURVES = 64;

  private final double[][] values;
  private final double[][] steps;
  private final double[] lowest = new double[CURVES];
  private final double[] highest = new double[CURVES];
  private final double[] scores = new double[CURVES];

  /** A block for curves of two or more points. */
  ScoreBlock(int points) {
    values = new double[points][CURVES];
    steps = new double[points - 1][CURVES];
  }

  /** The values of one point, one per curve, to be filled. */
  double[] values(int point) {
    return values[point];
  }

  /** The last scores: NaN for a flat curve, infinite if the typical step is 0. */
  double[] scores() {
    return scores;
  }

  /** Computes the scores of the values. */
  void score() {
    System.arraycopy(values[0], 0, lowest, 0, CURVES);
    System.arraycopy(values[0], 0, highest, 0, CURVES);
    for (int i = 1; i < values.length; i++) {
      step(values[i - 1], values[i], steps[i - 1]);
      extremes(values[i], lowest, highest);
    }
    double[] lower = steps[middle()];
    double[] upper = steps[steps.length - 1];
    for (int curve = 0; curve < CURVES; curve++) {
      double range = highest[curve] - lowest[curve];
      double size = range / EmergenceScore.typical(lower[curve], upper[curve]);
      scores[curve] = range == 0 ? Double.NaN : rises(curve) ? size : -size;
    }
  }

  private static void step(double[] before, double[] after, double[] steps) {
    for (int curve = 0; curve < CURVES; curve++) {
      steps[curve] = Math.abs(after[curve] - before[curve]);
    }
  }

  private static void extremes(double[] values, double[] lowest, double[] highest) {
    for (int curve = 0; curve < CURVES; curve++) {
      lowest[curve] = Math.min(lowest[curve], values[curve]);
      highest[curve] = Math.max(highest[curve], values[curve]);
    }
  }

  /**
   * Moves the median step, or both middle ones, of each curve to the end and returns the start of
   * the unsorted part. Forgetful selection: of slightly more than half of the steps, the smallest
   * and the largest cannot be the median, so both are dropped and one more step is added, until
   * none is left.
   */
  private int middle() {
    int from = 0;
    for (int to = steps.length / 2 + 2; to <= steps.length; to++) {
      extremesToTheEnds(from, to);
      double[] largest = steps[to - 1];
      steps[to - 1] = steps[from + 1];
      steps[from + 1] = largest;
      from += 2;
    }
    return from;
  }

  private void extremesToTheEnds(int from, int to) {
    for (int i = from, j = to - 1; i < j; i++, j--) {
      order(steps[i], steps[j]);
    }
    for (int i = from + 1; i <= (from + to - 1) / 2; i++) {
      order(steps[from], steps[i]);
    }
    for (int j = to - 2; j >= (from + to) / 2; j--) {
      order(steps[j], steps[to - 1]);
    }
  }

  private static void order(double[] lower, double[] upper) {
    for (int curve = 0; curve < CURVES; curve++) {
      double one = lower[curve];
      double other = upper[curve];
      lower[curve] = Math.min(one, other);
      upper[curve] = Math.max(one, other);
    }
  }

  /** Whether the lowest value comes before the highest; they differ. */
  private boolean rises(int curve) {
    int point = 0;
    while (values[point][curve] != lowest[curve] && values[point][curve] != highest[curve]) {
      point++;
    }
    return values[point][curve] == lowest[curve];
  }
}
