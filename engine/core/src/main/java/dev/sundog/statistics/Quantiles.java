// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.util.Arrays;

/** Quantiles of a sample, linear between order statistics (type 7, numpy's default). */
public final class Quantiles {
  private static final int SAMPLED = 600;

  private Quantiles() {}

  /**
   * One quantile for each share. NaN values are left out; of no values every quantile is NaN.
   *
   * <p>Hyndman, R. J. and Fan, Y., "Sample quantiles in statistical packages", 1996.
   *
   * @param values in any order; not changed
   * @param shares each in [0, 1]
   */
  public static double[] of(double[] values, double... shares) {
    double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.parallelSort(sorted);
    return Arrays.stream(shares).map(share -> ofSorted(sorted, share)).toArray();
  }

  /**
   * A quantile without sorting (Hoare, "Algorithm 65: FIND", 1961; of many values by a pivot from a
   * sample, so near the rank that nearly all lie on one side of it: Floyd and Rivest, "Algorithm
   * 489: SELECT", 1975).
   *
   * @param values in any order, no NaN among the first {@code count}; reordered
   * @param count how many of them count; of none the quantile is NaN
   */
  static double select(double[] values, int count, double share) {
    if (count == 0) {
      return Double.NaN;
    }
    double position = share * (count - 1);
    int lower = (int) position;
    double part = position - lower;
    if (part == 0) {
      partition(values, 0, count - 1, lower);
      return values[lower];
    }
    boolean low = share < 0.5;
    partition(values, 0, count - 1, low ? lower + 1 : lower);
    // Its neighbour is the largest or smallest on the shorter side.
    double neighbour = low ? values[0] : values[count - 1];
    for (int i = low ? 1 : lower + 1; i < (low ? lower + 1 : count); i++) {
      neighbour = low ? Math.max(neighbour, values[i]) : Math.min(neighbour, values[i]);
    }
    double below = low ? neighbour : values[lower];
    double above = low ? values[lower + 1] : neighbour;
    return below + part * (above - below);
  }

  /**
   * Brings the value of a rank to its place between two others, no larger one before it, no smaller
   * one after it.
   */
  private static void partition(double[] values, int first, int last, int rank) {
    int from = first;
    int to = last;
    while (from < to) {
      if (to - from > SAMPLED) {
        double size = to - from + 1.0;
        double sample = Math.pow(size, 2.0 / 3) / 2;
        double part = (rank - from + 1) / size;
        double spread = Math.sqrt(Math.log(size) * sample * (1 - sample / size)) / 2;
        double aside = part < 0.5 ? -spread : spread;
        int lower = (int) (rank - sample * part + aside);
        int upper = (int) (rank + sample * (1 - part) + aside);
        partition(values, Math.max(from, lower), Math.min(to, upper), rank);
      }
      double pivot = values[rank];
      int low = from;
      int high = to;
      while (low <= high) {
        while (values[low] < pivot) {
          low++;
        }
        while (pivot < values[high]) {
          high--;
        }
        if (low <= high) {
          double swapped = values[low];
          values[low++] = values[high];
          values[high--] = swapped;
        }
      }
      from = high < rank ? low : from;
      to = rank < low ? high : to;
    }
  }

  /** A quantile of sorted values without NaN. */
  static double ofSorted(double[] sorted, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("quantile " + share + " is not in 0 to 1");
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = share * (sorted.length - 1);
    int lower = (int) position;
    double part = position - lower;
    if (part == 0) {
      return sorted[lower];
    }
    return sorted[lower] + part * (sorted[lower + 1] - sorted[lower]);
  }
}
