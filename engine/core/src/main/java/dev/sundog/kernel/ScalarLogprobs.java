// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.sundog.batch.LogprobColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Sums and minima of log-probs, in the order that scalar and vector kernels share. */
final class ScalarLogprobs {
  /** Number of running sums: one 512-bit vector of float64. */
  static final int LANES = 8;

  private ScalarLogprobs() {}

  static void logprobStats(
      LogprobColumn logprobs, KernelScratch scratch, double[] sums, float[] minima) {
    MemorySegment values = logprobs.values();
    double[] lanes = scratch.doubleLanes();
    for (int item = 0; item < logprobs.count(); item++) {
      long from = logprobs.offset(item);
      int length = logprobs.length(item);
      Arrays.fill(lanes, 0);
      float minimum = 0;
      for (int position = 0; position < length; position++) {
        float nats = values.getAtIndex(JAVA_FLOAT, from + position);
        lanes[position % LANES] += nats;
        minimum = nats < minimum ? nats : minimum;
      }
      sums[item] = tree(lanes);
      minima[item] = minimum;
    }
  }

  /** Adds the eight running sums in a fixed tree. */
  static double tree(double[] lanes) {
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }
}
