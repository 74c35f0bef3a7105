// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import dev.sundog.perf.statistics.MannWhitney;
import java.util.Arrays;

/**
 * Finds a change of the last few values, too few for a step: exact rank tests of the last two to
 * five values and those before them.
 *
 * @param alpha probability of a change in a series without one
 */
record Recent(double alpha) {
  private static final int FEWEST = 2;
  private static final int MOST = 5;
  private static final int BEFORE = 50;

  /**
   * The number of last values that differ, 0 if none do.
   *
   * @param values of the last level
   */
  int count(double[] values) {
    double least = alpha / (MOST - FEWEST + 1);
    int best = 0;
    for (int count = MOST; count >= FEWEST; count--) {
      int split = values.length - count;
      if (split >= count) {
        double p =
            MannWhitney.pValue(
                Arrays.copyOfRange(values, Math.max(0, split - BEFORE), split),
                Arrays.copyOfRange(values, split, values.length));
        if (p < least || (best > 0 && p == least)) {
          least = p;
          best = count;
        }
      }
    }
    return best;
  }
}
