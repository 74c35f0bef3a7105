// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.statistics;

import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Quantiles;
import java.util.Arrays;

/**
 * A median with the interval between two order statistics, which holds for any distribution.
 *
 * @param median of the values
 * @param interval from one of the values to another; undefined if no pair reaches the confidence
 */
public record MedianInterval(double median, Interval interval) {
  /**
   * The narrowest symmetric interval whose exact (binomial) confidence is at least the asked one.
   * Six values reach 95 %, five do not.
   */
  public static MedianInterval of(double[] values, double confidence) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double probability = StrictMath.pow(0.5, n);
    double tail = probability;
    int rank = 0;
    while (rank < n && 2 * tail <= 1 - confidence) {
      probability = probability * (n - rank) / (rank + 1);
      tail += probability;
      rank++;
    }
    double median = Quantiles.of(sorted, 0.5)[0];
    return new MedianInterval(
        median, rank == 0 ? Interval.UNDEFINED : new Interval(sorted[rank - 1], sorted[n - rank]));
  }
}
