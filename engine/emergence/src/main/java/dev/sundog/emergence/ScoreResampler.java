// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Interval;

/**
 * Emergence scores of resampled curves from sufficient statistics, with an independent test set per
 * model: the successes of a share are binomial, which equals the bootstrap over its items; other
 * means are normal with their standard error. Not thread-safe; its strata may be shared.
 */
final class ScoreResampler {
  private final Bootstrap bootstrap;
  private final Strata strata;
  private final double[] byStratum;
  private final double[][] dealt;
  private final double[] scores;

  /** A resampler for curves with the number of points of the strata. */
  ScoreResampler(Bootstrap bootstrap, Strata strata) {
    this.bootstrap = bootstrap;
    this.strata = strata;
    this.byStratum = new double[strata.count()];
    this.dealt = new double[strata.points()][strata.count()];
    this.scores = new double[strata.count()];
  }

  /** The interval of the score of a curve; undefined without items. */
  Interval interval(ScalingCurve curve) {
    int points = curve.points().size();
    if (!curve.hasItems() || points < 2) {
      return Interval.UNDEFINED;
    }
    for (int i = 0; i < points; i++) {
      PointResampler.of(curve.points().get(i)).draw(strata, byStratum);
      strata.deal(i, byStratum, dealt[i]);
    }
    ScoreBlock block = new ScoreBlock(points);
    double sign = curve.lowerIsBetter() ? -1 : 1;
    for (int first = 0; first < scores.length; first += ScoreBlock.CURVES) {
      int count = Math.min(ScoreBlock.CURVES, scores.length - first);
      for (int i = 0; i < points; i++) {
        System.arraycopy(dealt[i], first, block.values(i), 0, count);
      }
      block.score();
      for (int i = 0; i < count; i++) {
        scores[first + i] = sign * block.scores()[i];
      }
    }
    return ScoreInterval.holding(bootstrap, scores, EmergenceScore.of(curve).value());
  }
}
