package dev.sundog.emergence;

/**
 * Emergence scores of {@value #CURVES} curves of equally many points at a time, in loops over the
 * curves that become vector instructions. The scores are those of {@link EmergenceScore#score}, to
 * the bit, of finite values. Not thread-safe.
 */
final class ScoreBlock {
  /** Curves of a block. */
  static final int CURVES = 64;

  private final double[][] values;
  private final double[][] steps;
  private final double[] lowest = new double[CURVES];
  private final double[] highest = new double[CURVES];
  private final double[] scores = new double[CURVES];

  /** Room for curves of two points or more. */
  ScoreBlock(int points) {
    values = new double[points][CURVES];
    steps = new double[points - 1][CURVES];
  }

  /** Where the values of one point go, one of each curve. */
  double[] values(int point) {
    return values[point];
  }

  /** The scores that were made last: NaN of a flat curve, infinite if the typical step is 0. */
  double[] scores() {
    return scores;
  }

  /** Scores the values. */
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
   * Brings the middle one or two of each curve's steps to the end, and says where they begin. Of a
   * few more than half of the steps neither the smallest nor the largest is in the middle of all:
   * both are put aside, one more joins, until all were looked at.
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
