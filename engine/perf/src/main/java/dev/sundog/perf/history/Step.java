// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import dev.sundog.perf.statistics.MannWhitney;
import java.util.Arrays;

/**
 * A possible step within a part of a series.
 *
 * @param before values before it
 * @param after values after it
 */
@SuppressWarnings("ArrayRecordComponent") // internal: never compared
record Step(double[] before, double[] after) {
  /** Student's t of a step beside a slope that is taken for no drift. */
  private static final double BEYOND_DRIFT = 2.6;

  /** A step at {@code split} between two other steps or ends. */
  static Step of(double[] values, int from, int split, int to) {
    return new Step(Arrays.copyOfRange(values, from, split), Arrays.copyOfRange(values, split, to));
  }

  /** Whether the level changed (not the spread alone), at once (not as a drift). */
  boolean holds(double alpha) {
    return MannWhitney.pValue(before, after) < alpha && Math.abs(beyondSlope()) > BEYOND_DRIFT;
  }

  /**
   * Student's t of the step in a regression of the ranks on time and step, infinite if the two
   * levels fit exactly.
   */
  private double beyondSlope() {
    int n = before.length + after.length;
    double[] ranks = ranks();
    double[] residuals = withoutSlope(ranks);
    double[] step = new double[n];
    Arrays.fill(step, before.length, n, 1);
    double[] pure = withoutSlope(step);
    double products = 0;
    double squares = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      products += pure[i] * residuals[i];
      squares += pure[i] * pure[i];
      total += residuals[i] * residuals[i];
    }
    double explained = products * products / squares;
    return Math.copySign(
        Math.sqrt(explained / Math.max(0, (total - explained) / Math.max(1, n - 3))), products);
  }

  /** Mid-ranks of the values before, then of those after. */
  private double[] ranks() {
    double[] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    return Arrays.stream(all)
        .map(value -> {
          int first = Arrays.binarySearch(sorted, value);
          int last = first;
          while (first > 0 && sorted[first - 1] == value) {
            first--;
          }
          while (last + 1 < sorted.length && sorted[last + 1] == value) {
            last++;
          }
          return (first + last) / 2.0;
        })
        .toArray();
  }

  /** The residuals of a straight line through equally spaced values. */
  private static double[] withoutSlope(double[] values) {
    double centre = (values.length - 1) / 2.0;
    double mean = Arrays.stream(values).average().orElse(0);
    double products = 0;
    double distances = 0;
    for (int i = 0; i < values.length; i++) {
      products += (i - centre) * (values[i] - mean);
      distances += (i - centre) * (i - centre);
    }
    double slope = products / distances;
    double[] residuals = new double[values.length];
    Arrays.setAll(residuals, i -> values[i] - mean - slope * (i - centre));
    return residuals;
  }
}
