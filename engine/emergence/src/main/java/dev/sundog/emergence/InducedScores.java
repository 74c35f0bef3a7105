// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Emergence scores of all sharp metrics that a smooth metric induces: at every threshold, or every
 * K. Values at which the curve is flat are left out.
 *
 * @param at thresholds or Ks, increasing
 * @param scores the score at each; ±∞ if more than half of the steps are 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record InducedScores(double[] at, double[] scores) {
  /**
   * Scores of reconstruction(c), the share of items with an error strictly below c, at every c at
   * which a share changes. The errors are sorted once.
   *
   * @param errorsByScale errors by increasing scale; NaN counts as an item above every threshold
   */
  public static InducedScores everyThreshold(double[]... errorsByScale) {
    double[][] sorted = new double[errorsByScale.length][];
    for (int scale = 0; scale < sorted.length; scale++) {
      sorted[scale] =
          Arrays.stream(errorsByScale[scale]).filter(error -> !Double.isNaN(error)).toArray();
      Arrays.sort(sorted[scale]);
    }
    Collector collector = new Collector();
    int[] below = new int[sorted.length];
    double[] shares = new double[sorted.length];
    for (double c = next(sorted, below); c < Double.POSITIVE_INFINITY; c = next(sorted, below)) {
      for (int scale = 0; scale < sorted.length; scale++) {
        shares[scale] = (double) below[scale] / errorsByScale[scale].length;
      }
      collector.add(c, shares);
      for (int scale = 0; scale < sorted.length; scale++) {
        while (below[scale] < sorted[scale].length && sorted[scale][below[scale]] == c) {
          below[scale]++;
        }
      }
    }
    return collector.finish();
  }

  /** The next error; infinite if none is left. */
  private static double next(double[][] sorted, int[] passed) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int scale = 0; scale < sorted.length; scale++) {
      if (passed[scale] < sorted[scale].length) {
        smallest = Math.min(smallest, sorted[scale][passed[scale]]);
      }
    }
    return smallest;
  }

  /**
   * Scores of all-of-K, see {@link InducedMetric#allOfK}, for every K up to the smallest number of
   * items of a scale.
   *
   * @param correct number of correct items by increasing scale
   * @param items number of items by increasing scale, at least one each
   * @throws IllegalArgumentException if a scale has more correct items than items
   */
  public static InducedScores everyK(long[] correct, long[] items) {
    long largest = Long.MAX_VALUE;
    for (int scale = 0; scale < correct.length; scale++) {
      if (correct[scale] < 0 || correct[scale] > items[scale]) {
        throw new IllegalArgumentException(correct[scale] + " correct items of " + items[scale]);
      }
      largest = Math.min(largest, items[scale]);
    }
    Collector collector = new Collector();
    double[] shares = new double[correct.length];
    Arrays.fill(shares, 1);
    for (long k = 0; k < largest && Arrays.stream(shares).anyMatch(share -> share > 0); k++) {
      for (int scale = 0; scale < shares.length; scale++) {
        shares[scale] *= (double) Math.max(0, correct[scale] - k) / (items[scale] - k);
      }
      collector.add(k + 1.0, shares);
    }
    return collector.finish();
  }

  /** Number of values with a score of at least {@code score}, including infinite ones. */
  public long atLeast(double score) {
    return Arrays.stream(scores).filter(own -> own >= score).count();
  }

  /** The first value with a score of at least {@code score}; NaN if there is none. */
  public double firstAtLeast(double score) {
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= score) {
        return at[i];
      }
    }
    return Double.NaN;
  }

  /** The last value with a score of at least {@code score}; NaN if there is none. */
  public double lastAtLeast(double score) {
    for (int i = scores.length - 1; i >= 0; i--) {
      if (scores[i] >= score) {
        return at[i];
      }
    }
    return Double.NaN;
  }

  private static final class Collector {
    private final DoubleStream.Builder at = DoubleStream.builder();
    private final DoubleStream.Builder scores = DoubleStream.builder();

    private void add(double where, double[] shares) {
      double score = EmergenceScore.score(shares);
      if (!Double.isNaN(score)) {
        at.accept(where);
        scores.accept(score);
      }
    }

    private InducedScores finish() {
      return new InducedScores(at.build().toArray(), scores.build().toArray());
    }
  }
}
