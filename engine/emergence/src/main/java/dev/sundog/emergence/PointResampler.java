package dev.sundog.emergence;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws of a point's value from resampled items: what the bootstrap would find, item by item. */
sealed interface PointResampler {
  /** Expected rare outcomes up to which their exact distribution is used, above which a normal. */
  double FEW = 50;

  /** Probabilities below this are beyond the last bit of a cumulated one. */
  double NEGLIGIBLE = 1e-18;

  /** One value. */
  double draw(SplittableRandom random);

  /** The draws of a point: binomial for a share, else normal with the point's standard error. */
  static PointResampler of(ScalingPoint point) {
    if (!point.share()) {
      return new NormalMean(point.value(), point.stderr());
    }
    double rare = Math.min(point.value(), 1 - point.value());
    if (point.items() * rare > FEW) {
      return new NormalShare(point.value(), point.items());
    }
    return new RareOutcomes(cumulated(rare, point.items()), point.items(), point.value() > 0.5);
  }

  /** Probabilities of at most 0, 1, 2, … outcomes among {@code n}, while they still grow. */
  private static double[] cumulated(double p, long n) {
    double[] cumulated = new double[16];
    double probability = StrictMath.exp(n * StrictMath.log1p(-p));
    double sum = probability;
    int outcomes = 0;
    cumulated[0] = sum;
    while (outcomes < n && (probability > NEGLIGIBLE || outcomes < n * p)) {
      probability *= (double) (n - outcomes) / (outcomes + 1) * (p / (1 - p));
      sum += probability;
      outcomes++;
      if (outcomes == cumulated.length) {
        cumulated = Arrays.copyOf(cumulated, 2 * outcomes);
      }
      cumulated[outcomes] = sum;
    }
    return Arrays.copyOf(cumulated, outcomes + 1);
  }

  /**
   * A mean whose resampled means are normal.
   *
   * @param mean the mean
   * @param stderr its standard error
   */
  record NormalMean(double mean, double stderr) implements PointResampler {
    @Override
    public double draw(SplittableRandom random) {
      return mean + stderr * random.nextGaussian();
    }
  }

  /** A share of so many items that its successes are normal, rounded to whole ones. */
  final class NormalShare implements PointResampler {
    private final double items;
    private final double hits;
    private final double deviation;

    private NormalShare(double share, long items) {
      this.items = items;
      hits = items * share;
      deviation = Math.sqrt(items * share * (1 - share));
    }

    @Override
    public double draw(SplittableRandom random) {
      double drawn = Math.rint(hits + deviation * random.nextGaussian());
      return Math.max(0, Math.min(drawn, items)) / items;
    }
  }

  /**
   * A share near 0 or 1, by its exact distribution. Where a draw begins to look is found in a table
   * (Chen and Asau 1974), not by halving: most draws end there.
   */
  final class RareOutcomes implements PointResampler {
    private static final int PARTS = 128;

    private final double[] cumulated;
    private final int[] first = new int[PARTS];
    private final long items;
    private final boolean misses;

    /** Probabilities of at most 0, 1, 2, … rare outcomes, which are the hits or the misses. */
    private RareOutcomes(double[] cumulated, long items, boolean misses) {
      this.cumulated = cumulated;
      this.items = items;
      this.misses = misses;
      int outcomes = 0;
      for (int part = 0; part < PARTS; part++) {
        outcomes = above((double) part / PARTS, outcomes);
        first[part] = outcomes;
      }
    }

    /** The fewest outcomes, at least {@code from}, that have more than this probability. */
    private int above(double probability, int from) {
      int outcomes = from;
      while (outcomes < cumulated.length - 1 && cumulated[outcomes] <= probability) {
        outcomes++;
      }
      return outcomes;
    }

    @Override
    public double draw(SplittableRandom random) {
      double probability = random.nextDouble();
      int outcomes = above(probability, first[(int) (PARTS * probability)]);
      return (double) (misses ? items - outcomes : outcomes) / items;
    }
  }
}
