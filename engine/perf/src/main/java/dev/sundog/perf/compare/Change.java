// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.statistics.LogRatio;
import dev.sundog.perf.statistics.MannWhitney;
import dev.sundog.perf.statistics.MedianInterval;
import dev.sundog.statistics.Interval;

/**
 * The change of one benchmark.
 *
 * @param log logarithm of the performance, new ÷ old: above 0 is better, whatever the unit
 * @param interval bootstrap interval of the ratio
 * @param p p-value of Welch's t-test
 * @param adjusted the p-value corrected for the number of benchmarks
 * @param mannWhitney p-value of the Mann-Whitney test
 * @param oldMedian median of the old units in the unit's base, with its exact interval
 * @param newMedian median of the new units
 */
public record Change(
    LogRatio log,
    Interval interval,
    double p,
    double adjusted,
    double mannWhitney,
    MedianInterval oldMedian,
    MedianInterval newMedian) {
  private static final MedianInterval NO_MEDIAN =
      new MedianInterval(Double.NaN, Interval.UNDEFINED);

  /** The change of a benchmark that only one side has, or that is zero on both. */
  static final Change UNDEFINED =
      new Change(
          LogRatio.UNDEFINED,
          Interval.UNDEFINED,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          NO_MEDIAN,
          NO_MEDIAN);

  static Change of(Measurement old, Measurement changed, Settings settings) {
    double resolution = old.unit().resolution();
    if (old.mean() < resolution && changed.mean() < resolution) {
      return UNDEFINED;
    }
    double[] before = old.units();
    double[] after = changed.units();
    boolean higher = old.unit().higherIsBetter();
    double[] above = higher ? after : before;
    double[] below = higher ? before : after;
    LogRatio log = LogRatio.of(above, below);
    double rank = MannWhitney.pValue(before, after);
    return new Change(
        log,
        LogRatio.bootstrap(
            above, below, settings.confidence(), settings.resamples(), settings.seed()),
        Double.isNaN(log.estimate()) ? rank : log.pValue(),
        Double.NaN,
        rank,
        MedianInterval.of(before, settings.confidence()),
        MedianInterval.of(after, settings.confidence()));
  }

  Change adjusted(double value) {
    return new Change(log, interval, p, value, mannWhitney, oldMedian, newMedian);
  }

  /** Performance new ÷ old; NaN if undefined. */
  public double ratio() {
    return log.ratio();
  }
}
