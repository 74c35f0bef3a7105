// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;
import java.util.Arrays;

/**
 * Bootstrap intervals of emergence scores over items. Resamples with a flat curve are left out;
 * infinite scores are kept, so an end may be ±∞.
 */
public final class ScoreInterval {
  private ScoreInterval() {}

  /**
   * The interval for one test set that all models answered: each resample draws the same items for
   * all models.
   *
   * @param itemsByScale item values by increasing scale; higher is better
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
    for (int scale = 0; scale < values.length; scale++) {
      values[scale] = Arrays.stream(itemsByScale[scale]).sum();
    }
    return holding(bootstrap, scores, EmergenceScore.score(values));
  }

  /**
   * The interval that holds the score: percentile and bias-corrected together, since each alone
   * misses it on some curves. An end between two infinite scores is infinite, not NaN.
   */
  static Interval holding(Bootstrap bootstrap, double[] scores, double observed) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = EmergenceScore.bounded(scores[i]);
    }
    Interval interval = bootstrap.holding(scores, EmergenceScore.bounded(observed));
    return new Interval(
        EmergenceScore.unbounded(interval.low()), EmergenceScore.unbounded(interval.high()));
  }
}
