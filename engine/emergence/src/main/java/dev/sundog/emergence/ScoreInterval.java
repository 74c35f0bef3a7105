package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;

/**
 * Bootstrap intervals of emergence scores over items. Resamples in which a curve is flat have no
 * score and are left out; infinite scores stay, so that an end may be ±∞.
 */
public final class ScoreInterval {
  private ScoreInterval() {}

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
  static Interval percentile(Bootstrap bootstrap, double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = EmergenceScore.bounded(scores[i]);
    }
    Interval interval = bootstrap.percentile(scores);
    return new Interval(
        EmergenceScore.unbounded(interval.low()), EmergenceScore.unbounded(interval.high()));
  }
}
