package dev.sundog.statistics;

import java.util.Arrays;

/** Quantiles of a sample, linear between order statistics (type 7, numpy's default). */
public final class Quantiles {
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
   * A quantile without sorting (Hoare, "Algorithm 65: FIND", 1961).
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
    partition(values, count, lower);
    if (part == 0) {
      return values[lower];
    }
    double next = values[lower + 1];
    for (int i = lower + 2; i < count; i++) {
      next = Math.min(next, values[i]);
    }
    return values[lower] + part * (next - values[lower]);
  }

  /** Brings the value of a rank to its place, no larger one before it, no smaller one behind. */
  private static void partition(double[] values, int count, int rank) {
    int from = 0;
    int to = count - 1;
    while (from < to) {
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
