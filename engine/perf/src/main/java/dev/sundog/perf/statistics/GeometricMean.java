// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.statistics;

import dev.sundog.statistics.Interval;
import java.util.List;

/**
 * The geometric mean of ratios of the same benchmarks.
 *
 * @param ratio geometric mean
 * @param interval its interval, of the errors of the ratios: the benchmarks are given, not sampled
 * @param count number of ratios
 */
public record GeometricMean(double ratio, Interval interval, int count) {
  /**
   * The mean of ratios that are defined.
   *
   * @return a NaN with an undefined interval if there are none
   */
  public static GeometricMean of(List<LogRatio> ratios, double confidence) {
    double sum = 0;
    double variance = 0;
    double freedom = 0;
    int count = 0;
    for (LogRatio ratio : ratios) {
      if (Double.isFinite(ratio.estimate())) {
        double square = ratio.error() * ratio.error();
        sum += ratio.estimate();
        variance += square;
        freedom += square == 0 ? 0 : square * square / ratio.freedom();
        count++;
      }
    }
    if (count == 0) {
      return new GeometricMean(Double.NaN, Interval.UNDEFINED, 0);
    }
    LogRatio mean =
        new LogRatio(
            sum / count,
            Math.sqrt(variance) / count,
            freedom == 0 ? Double.POSITIVE_INFINITY : variance * variance / freedom);
    return new GeometricMean(mean.ratio(), mean.interval(confidence), count);
  }
}
