// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.statistics;

import dev.sundog.statistics.Normal;
import java.util.Arrays;

/**
 * The Mann-Whitney U test: whether values of one side tend to be greater.
 *
 * <p>Mann, H. B. and Whitney, D. R., "On a test of whether one of two random variables is
 * stochastically larger than the other", 1947.
 */
public final class MannWhitney {
  private static final int MOST_EXACT = 60;

  private MannWhitney() {}

  /**
   * The two-sided p-value: exact, also with ties, for up to 60 values; else the normal
   * approximation with corrections for ties and continuity. NaN if a side is empty.
   */
  public static double pValue(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0) {
      return Double.NaN;
    }
    if (first.length > second.length) {
      return pValue(second, first);
    }
    int[] ranks = doubledRanks(first, second);
    long sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += ranks[i];
    }
    return ranks.length <= MOST_EXACT
        ? exact(ranks, first.length, sum)
        : approximate(ranks, first.length, sum);
  }

  /** Twice the mid-ranks of all values, those of the first side first. */
  private static int[] doubledRanks(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      int low = lowerBound(sorted, all[i]);
      int high = low;
      while (high < sorted.length && sorted[high] == all[i]) {
        high++;
      }
      ranks[i] = low + high + 1;
    }
    return ranks;
  }

  private static int lowerBound(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Counts the choices of ranks for the first side by their sum. */
  private static double exact(int[] ranks, int size, long sum) {
    int total = Arrays.stream(ranks).sum();
    double[][] ways = new double[size + 1][total + 1];
    ways[0][0] = 1;
    for (int rank : ranks) {
      for (int chosen = size; chosen > 0; chosen--) {
        for (int s = total; s >= rank; s--) {
          ways[chosen][s] += ways[chosen - 1][s - rank];
        }
      }
    }
    double all = Arrays.stream(ways[size]).sum();
    double middle = (double) total * size / ranks.length;
    double farther = 0;
    for (int s = 0; s <= total; s++) {
      farther += Math.abs(s - middle) >= Math.abs(sum - middle) - 1e-9 ? ways[size][s] : 0;
    }
    return Math.min(1, farther / all);
  }

  private static double approximate(int[] ranks, int size, long sum) {
    double n = ranks.length;
    double other = n - size;
    double squares = 0;
    for (int rank : ranks) {
      double apart = rank / 2.0 - (n + 1) / 2;
      squares += apart * apart;
    }
    double variance = size * other / (n * (n - 1)) * squares;
    if (variance == 0) {
      return 1;
    }
    double distance = Math.abs(sum / 2.0 - size * (n + 1) / 2);
    double z = Math.max(0, distance - 0.5) / Math.sqrt(variance);
    return Math.min(1, 2 * Normal.below(-z));
  }
}
