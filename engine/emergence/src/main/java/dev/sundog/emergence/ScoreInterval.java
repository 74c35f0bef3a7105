package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;
import java.util.SplittableRandom;

/**
 * Bootstrap intervals of emergence scores over items. Resamples in which a curve is flat have no
 * score and are left out; infinite scores stay, so that an end may be ±∞.
 */
public final class ScoreInterval {
  private ScoreInterval() {}

  /**
   * The interval from sufficient statistics, test sets of the models drawn independently: of a
   * share the successes are binomial, which is the bootstrap over its items; of another mean the
   * resampled means are normal with its standard error. Undefined if nothing is known of the items.
   *
   * @param stream number of the curve: curves of different streams draw different bits
   */
  public static Interval of(ScalingCurve curve, Bootstrap bootstrap, long stream) {
    if (!curve.hasItems() || curve.points().size() < 2) {
      return Interval.UNDEFINED;
    }
    SplittableRandom random = new SplittableRandom(bootstrap.seed() + stream * 0x9E3779B97F4A7C15L);
    double[] scores = new double[bootstrap.resamples()];
    PointResampler[] points =
        curve.points().stream().map(PointResampler::of).toArray(PointResampler[]::new);
    ScoreBlock block = new ScoreBlock(points.length);
    for (int first = 0; first < scores.length; first += ScoreBlock.CURVES) {
      for (int i = 0; i < points.length; i++) {
        points[i].draw(random, block.values(i));
      }
      block.score();
      int count = Math.min(ScoreBlock.CURVES, scores.length - first);
      for (int i = 0; i < count; i++) {
        scores[first + i] = curve.lowerIsBetter() ? -block.scores()[i] : block.scores()[i];
      }
    }
    return percentile(bootstrap, scores);
  }

  /**
   * The interval of one test set that all models answered: items are drawn together.
   *
   * @param itemsByScale one array per scale, rising; in each one value per item, higher is better
   */
  public static Interval ofItems(double[][] itemsByScale, Bootstrap bootstrap) {
    double[][] sums = bootstrap.sums(itemsByScale);
    double[] scores = new double[bootstrap.resamples()];
    double[] values = new double[sums.length];
    for (int resample = 0; resample < scores.length; resample++) {
      for (int scale = 0; scale < values.length; scale++) {
        values[scale] = sums[scale][resample];
      }
      scores[resample] = EmergenceScore.score(values);
    }
    return percentile(bootstrap, scores);
  }

  /** Ends between two infinite scores are infinite too, not NaN. */
  private static Interval percentile(Bootstrap bootstrap, double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = EmergenceScore.bounded(scores[i]);
    }
    Interval interval = bootstrap.percentile(scores);
    return new Interval(
        EmergenceScore.unbounded(interval.low()), EmergenceScore.unbounded(interval.high()));
  }
}
