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

  /**
   * A share of so many items that its successes are normal, rounded to whole ones.
   *
   * @param share the share
   * @param items the items
   */
  record NormalShare(double share, long items) implements PointResampler {
    @Override
    public double draw(SplittableRandom random) {
      double hits = items * share + Math.sqrt(items * share * (1 - share)) * random.nextGaussian();
      return (double) Math.clamp(Math.round(hits), 0, items) / items;
    }
  }

  /** A share near 0 or 1, by its exact distribution. */
  final class RareOutcomes implements PointResampler {
    private final double[] cumulated;
    private final long items;
    private final boolean misses;

    /** Probabilities of at most 0, 1, 2, … rare outcomes, which are the hits or the misses. */
    private RareOutcomes(double[] cumulated, long items, boolean misses) {
      this.cumulated = cumulated;
      this.items = items;
      this.misses = misses;
    }

    @Override
    public double draw(SplittableRandom random) {
      int found = Arrays.binarySearch(cumulated, random.nextDouble());
      long outcomes = Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
      return (double) (misses ? items - outcomes : outcomes) / items;
    }
  }
}
