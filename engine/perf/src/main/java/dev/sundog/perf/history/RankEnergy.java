// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import java.util.Arrays;

/**
 * The energy statistic of E-divisive on ranks: for every split of a part of a series, how far the
 * distributions of both sides are apart. In one dimension the energy distance is the integral of (F
 * − G)² (Székely and Rizzo 2013); on ranks that is the statistic of Cramér and von Mises, so that
 * outliers have no weight of their own, and the distribution of the maximum over any random order
 * depends on the length only.
 *
 * <p>Matteson, D. S. and James, N. A., "A nonparametric approach for multiple change point analysis
 * of multivariate data", 2014.
 */
final class RankEnergy {
  private static final int LEVELS = 16;

  private final double[] sorted;
  private final double[] levels = new double[LEVELS];
  private final double[] shares = new double[LEVELS];
  private final double[] excess = new double[LEVELS];
  private int split;

  /** Buffers for parts of a series of up to the given length. */
  RankEnergy(int longest) {
    sorted = new double[longest];
  }

  /** The index of the first value of the right side in the best split of the last part. */
  int split() {
    return split;
  }

  /**
   * The greatest statistic over all splits of a part with at least {@code least} values on each
   * side; 0 if there is none.
   */
  double greatest(double[] values, int from, int to, int least) {
    int length = to - from;
    System.arraycopy(values, from, sorted, 0, length);
    Arrays.sort(sorted, 0, length);
    for (int k = 0; k < LEVELS; k++) {
      int rank = (int) ((k + 0.5) / LEVELS * length);
      levels[k] = sorted[rank];
      while (rank < length && sorted[rank] == levels[k]) {
        rank++;
      }
      shares[k] = (double) rank / length;
      excess[k] = 0;
    }
    double most = 0;
    split = from;
    for (int i = from; i < to - least; i++) {
      double value = values[i];
      double squares = 0;
      for (int k = 0; k < LEVELS; k++) {
        double next = excess[k] - shares[k] + (value <= levels[k] ? 1 : 0);
        excess[k] = next;
        squares += next * next;
      }
      int left = i + 1 - from;
      if (left >= least) {
        double statistic = squares * length / ((double) left * (length - left) * LEVELS);
        if (statistic > most) {
          most = statistic;
          split = i + 1;
        }
      }
    }
    return most;
  }
}
