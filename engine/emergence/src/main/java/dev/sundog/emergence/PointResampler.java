package dev.sundog.emergence;

import java.util.SplittableRandom;

/** Draws of a point's value from resampled items: what the bootstrap would find, item by item. */
sealed interface PointResampler {
  /** Standard deviation of the hits up to which their exact distribution is used, then a normal. */
  double SMALL_DEVIATION = 50;

  /** Fills an array with values. */
  void draw(SplittableRandom random, double[] values);

  /** The draws of a point: binomial for a share, else normal with the point's standard error. */
  static PointResampler of(ScalingPoint point) {
    if (!point.share()) {
      return new NormalMean(point.value(), point.stderr());
    }
    double deviation = Math.sqrt(point.items() * point.value() * (1 - point.value()));
    return deviation > SMALL_DEVIATION
        ? new NormalShare(point.items() * point.value(), deviation, point.items())
        : new BinomialShare(point.value(), point.items(), deviation);
  }

  /**
   * A mean whose resampled means are normal.
   *
   * @param mean the mean
   * @param stderr its standard error
   */
  record NormalMean(double mean, double stderr) implements PointResampler {
    @Override
    public void draw(SplittableRandom random, double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = mean + stderr * random.nextGaussian();
      }
    }
  }

  /**
   * A share of so many items that its hits are normal, rounded to whole ones.
   *
   * @param hits expected hits
   * @param deviation their standard deviation
   * @param items the items
   */
  record NormalShare(double hits, double deviation, double items) implements PointResampler {
    @Override
    public void draw(SplittableRandom random, double[] values) {
      for (int i = 0; i < values.length; i++) {
        double drawn = Math.rint(hits + deviation * random.nextGaussian());
        values[i] = Math.max(0, Math.min(drawn, items)) / items;
      }
    }
  }

  /**
   * A share by the exact distribution of its hits. Where a draw begins to look is found in a table
   * (Chen and Asau 1974), so fine that nearly all draws end there or one further.
   */
  final class BinomialShare implements PointResampler {
    private static final int PARTS = 1024;

    /** Hits farther from the mode, by nine deviations and these, have no bit of a probability. */
    private static final double REACH = 20;

    private final double[] shares;
    private final double[] cumulated;
    private final int[] first = new int[PARTS];

    private BinomialShare(double p, long items, double deviation) {
      long mode = Math.min(items, (long) ((items + 1) * p));
      long reach = (long) (9 * deviation + REACH);
      long fewest = Math.max(0, mode - reach);
      int outcomes = (int) (Math.min(items, mode + reach) - fewest + 1);
      shares = new double[outcomes];
      cumulated = weights(p, items, fewest, (int) (mode - fewest), outcomes);
      double sum = 0;
      for (int outcome = 0; outcome < outcomes; outcome++) {
        shares[outcome] = (double) (fewest + outcome) / items;
        sum += cumulated[outcome];
        cumulated[outcome] = sum;
      }
      cumulated[outcomes - 1] = Double.POSITIVE_INFINITY;
      int outcome = 0;
      for (int part = 0; part < PARTS; part++) {
        outcome = above(sum * part / PARTS, outcome);
        first[part] = outcome;
      }
      for (int i = 0; i < outcomes; i++) {
        cumulated[i] /= sum;
      }
    }

    /** Probabilities of rising numbers of hits, each divided by that of the mode. */
    private static double[] weights(double p, long items, long fewest, int mode, int outcomes) {
      double[] weights = new double[outcomes];
      weights[mode] = 1;
      for (int up = mode + 1; up < outcomes; up++) {
        long hits = fewest + up;
        weights[up] = weights[up - 1] * ((items - hits + 1) * p / (hits * (1 - p)));
      }
      for (int down = mode - 1; down >= 0; down--) {
        long hits = fewest + down;
        weights[down] = weights[down + 1] * ((hits + 1) * (1 - p) / ((items - hits) * p));
      }
      return weights;
    }

    /** The first outcome from {@code from} on up to which there is more than this probability. */
    private int above(double probability, int from) {
      int outcome = from;
      while (cumulated[outcome] <= probability) {
        outcome++;
      }
      return outcome;
    }

    @Override
    public void draw(SplittableRandom random, double[] values) {
      for (int i = 0; i < values.length; i++) {
        double probability = random.nextDouble();
        int outcome = first[(int) (PARTS * probability)];
        outcome += cumulated[outcome] <= probability ? 1 : 0;
        values[i] = shares[above(probability, outcome)];
      }
    }
  }
}
