// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Arrays;

/**
 * Sharp metrics induced from smooth ones: the third experiment of Schaeffer, Miranda and Koyejo
 * (2023).
 */
public final class InducedMetric {
  private InducedMetric() {}

  /** The share of items with an error strictly below a threshold, for any threshold. */
  public static final class Threshold {
    private final double[] sorted;
    private final int items;

    /**
     * Sorts the errors once.
     *
     * @param errors one per item, not negative; NaN is above every threshold
     */
    public Threshold(double... errors) {
      items = errors.length;
      sorted = Arrays.stream(errors).filter(error -> !Double.isNaN(error)).sorted().toArray();
    }

    /** Number of items with an error strictly below {@code threshold}. */
    int successes(double threshold) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < threshold) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** Share of the items with an error strictly below {@code threshold}; NaN without items. */
    public double share(double threshold) {
      return (double) successes(threshold) / items;
    }

    /** Number of items, including those with NaN. */
    public int items() {
      return items;
    }

    /** Quantile of the errors, an error of the sample; NaN without any. */
    public double quantile(double quantile) {
      return sorted.length == 0
          ? Double.NaN
          : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
    }
  }

  /**
   * Probability that K independent items are all correct, for K = 1 … {@code largest}: the unbiased
   * estimate C(correct, K) / C(n, K). NaN where K is above n.
   *
   * @throws IllegalArgumentException if {@code correct} is not in 0 … n
   */
  public static double[] allOfK(long correct, long n, int largest) {
    if (correct < 0 || correct > n) {
      throw new IllegalArgumentException(correct + " correct items of " + n);
    }
    double[] shares = new double[largest];
    double product = 1;
    for (int k = 0; k < largest; k++) {
      product *= k < n ? (double) Math.max(0, correct - k) / (n - k) : Double.NaN;
      shares[k] = product;
    }
    return shares;
  }

  /** Number of items whose first {@code length} labels are all correct. */
  public static int subsetHits(boolean[][] right, int length) {
    int hits = 0;
    for (boolean[] labels : right) {
      int label = 0;
      while (label < length && labels[label]) {
        label++;
      }
      hits += label == length ? 1 : 0;
    }
    return hits;
  }
}
