// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far confidence is from accuracy, by bins of confidence. A bin holds the confidences in (low,
 * high]; items of equal confidence are never parted, so the order of the items has no influence.
 *
 * <p>Guo, C. et al., "On calibration of modern neural networks", 2017 (bins of equal width); Kumar,
 * A., Liang, P. and Ma, T., "Verified uncertainty calibration", 2019 (bins of equal mass).
 *
 * @param bins bins that hold an item, by rising confidence
 * @param items items in all bins
 */
public record Calibration(List<Bin> bins, long items) {
  /**
   * The items of one range of confidence.
   *
   * @param low lower end of the confidences, not included (in the first bin it is)
   * @param high upper end of the confidences, included
   * @param items items in the bin, at least 1
   * @param confidence mean confidence
   * @param accuracy mean accuracy
   */
  public record Bin(double low, double high, long items, double confidence, double accuracy) {}

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Bins of equal width over 0 to 1.
   *
   * @param confidences per item, in [0, 1]
   * @param accuracies per item, 1 right, 0 wrong, or a share
   * @param bins number of bins
   */
  public static Calibration byWidth(double[] confidences, double[] accuracies, int bins) {
    check(confidences, accuracies, bins);
    double[] edges = new double[bins];
    Arrays.setAll(edges, bin -> (bin + 1.0) / bins);
    return of(confidences, accuracies, edges);
  }

  /**
   * Bins of equally many items, as nearly as equal confidences allow: edges lie halfway between the
   * neighbours where the sorted confidences are cut into parts, the longer ones first.
   *
   * @param confidences per item, in [0, 1]
   * @param accuracies per item, 1 right, 0 wrong, or a share
   * @param bins number of bins, at most as many as there are items are used
   */
  public static Calibration byMass(double[] confidences, double[] accuracies, int bins) {
    check(confidences, accuracies, bins);
    double[] sorted = confidences.clone();
    Arrays.sort(sorted);
    int parts = Math.min(bins, sorted.length);
    List<Double> edges = new ArrayList<>();
    for (int part = 1; part < parts; part++) {
      int next = part * (sorted.length / parts) + Math.min(part, sorted.length % parts);
      double edge = (sorted[next - 1] + sorted[next]) / 2;
      if (edges.isEmpty() || edge > edges.getLast()) {
        edges.add(edge);
      }
    }
    if (edges.isEmpty() || edges.getLast() < 1) {
      edges.add(1.0);
    }
    return of(confidences, accuracies, edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Σ (items / n)·|accuracy − confidence| over the bins; NaN without items. */
  public double expectedError() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.items() * Math.abs(bin.accuracy() - bin.confidence());
    }
    return items == 0 ? Double.NaN : sum / items;
  }

  /** The largest |accuracy − confidence| of a bin; NaN without items. */
  public double largestError() {
    return bins.stream()
        .mapToDouble(bin -> Math.abs(bin.accuracy() - bin.confidence()))
        .max()
        .orElse(Double.NaN);
  }

  /** Sums are exact, so that the order of the items has no influence on a bit. */
  private static Calibration of(double[] confidences, double[] accuracies, double[] edges) {
    long[] counts = new long[edges.length];
    ExactSum[] confidenceSums = new ExactSum[edges.length];
    ExactSum[] accuracySums = new ExactSum[edges.length];
    Arrays.setAll(confidenceSums, bin -> new ExactSum());
    Arrays.setAll(accuracySums, bin -> new ExactSum());
    for (int item = 0; item < confidences.length; item++) {
      int found = Arrays.binarySearch(edges, confidences[item]);
      int bin = found < 0 ? -found - 1 : found;
      counts[bin]++;
      confidenceSums[bin].add(confidences[item]);
      accuracySums[bin].add(accuracies[item]);
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < edges.length; bin++) {
      if (counts[bin] > 0) {
        bins.add(
            new Bin(
                bin == 0 ? 0 : edges[bin - 1],
                edges[bin],
                counts[bin],
                confidenceSums[bin].value().doubleValue() / counts[bin],
                accuracySums[bin].value().doubleValue() / counts[bin]));
      }
    }
    return new Calibration(bins, confidences.length);
  }

  private static void check(double[] confidences, double[] accuracies, int bins) {
    if (confidences.length != accuracies.length || bins < 1) {
      throw new IllegalArgumentException(
          confidences.length + " confidences, " + accuracies.length + " accuracies, " + bins);
    }
    for (double confidence : confidences) {
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("confidence " + confidence + " is not in 0 to 1");
      }
    }
  }
}
