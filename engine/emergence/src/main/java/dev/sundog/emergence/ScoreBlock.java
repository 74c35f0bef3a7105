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
    for (int i = 1; i < steps.length; i++) {
      for (int at = i; at > 0; at--) {
        order(steps[at - 1], steps[at]);
      }
    }
    double[] lower = steps[(steps.length - 1) / 2];
    double[] upper = steps[steps.length / 2];
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
