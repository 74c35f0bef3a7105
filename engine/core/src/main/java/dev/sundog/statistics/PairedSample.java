// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import dev.sundog.metric.Aggregation;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * One metric's sufficient statistics of two systems over the same items. The arrays are used, not
 * copied.
 *
 * @param aggregation how items make a corpus value
 * @param base of the base
 * @param candidate of the candidate
 */
public record PairedSample(Aggregation aggregation, Side base, Side candidate) {
  /**
   * One system: per item a numerator, a weight and a second weight.
   *
   * @param numerators numerators
   * @param weights weights; 0 only where the aggregation has a value for it
   * @param secondWeights second weights: read of products of ratios only
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Side(double[] numerators, double[] weights, double[] secondWeights) {
    /** Checks the lengths. */
    public Side {
      if (weights.length != numerators.length || secondWeights.length != numerators.length) {
        throw new IllegalArgumentException("columns differ in length");
      }
    }

    /** Items whose value is a plain ratio. */
    public static Side ofRatios(double[] numerators, double[] weights) {
      double[] ones = new double[numerators.length];
      Arrays.fill(ones, 1);
      return new Side(numerators, weights, ones);
    }

    /** Items whose value is the numerator. */
    public static Side ofMeans(double[] values) {
      double[] ones = new double[values.length];
      Arrays.fill(ones, 1);
      return new Side(values, ones, ones);
    }

    private int items() {
      return numerators.length;
    }

    private BigDecimal ratio(Aggregation aggregation) {
      return aggregation.ratio(sum(numerators), sum(weights), sum(secondWeights));
    }

    private double value(Aggregation aggregation) {
      return items() == 0 ? Double.NaN : aggregation.value(ratio(aggregation).doubleValue());
    }

    private double value(Aggregation aggregation, int item) {
      return aggregation.value(
          aggregation.ratio(numerators[item], weights[item], secondWeights[item]));
    }

    private boolean binary() {
      return Arrays.stream(numerators).allMatch(value -> value == 0 || value == 1)
          && Arrays.stream(weights).allMatch(weight -> weight == 1);
    }

    private static BigDecimal sum(double[] values) {
      ExactSum sum = new ExactSum();
      for (double value : values) {
        sum.add(value);
      }
      return sum.value();
    }
  }

  /** Checks the lengths. */
  public PairedSample {
    if (base.items() != candidate.items()) {
      throw new IllegalArgumentException("columns differ in length");
    }
  }

  /** Items whose value is its numerator. */
  public static PairedSample ofMeans(double[] base, double[] candidate) {
    return new PairedSample(Aggregation.MEAN, Side.ofMeans(base), Side.ofMeans(candidate));
  }

  /** Number of items. */
  public int items() {
    return base.items();
  }

  /** Corpus value of the base; NaN without items. */
  public double baseValue() {
    return base.value(aggregation);
  }

  /** Corpus value of the candidate; NaN without items. */
  public double candidateValue() {
    return candidate.value(aggregation);
  }

  /** Corpus value of the candidate less that of the base; of plain ratios correctly rounded. */
  public double difference() {
    if (items() == 0) {
      return Double.NaN;
    }
    if (aggregation == Aggregation.EXP_NEGATIVE_RATIO) {
      return candidateValue() - baseValue();
    }
    double up = candidate.ratio(aggregation).subtract(base.ratio(aggregation)).doubleValue();
    return aggregation == Aggregation.PRODUCT_LOST ? 0 - up : up;
  }

  /** An item's own value for the base. */
  public double baseValue(int item) {
    return base.value(aggregation, item);
  }

  /** An item's own value for the candidate. */
  public double candidateValue(int item) {
    return candidate.value(aggregation, item);
  }

  /** Whether the metric is a mean of values that are all 0 or 1. */
  public boolean binary() {
    return aggregation == Aggregation.MEAN && base.binary() && candidate.binary();
  }

  /**
   * The interval of {@link #difference()}, items resampled with both systems together; undefined
   * below two items.
   */
  public Interval differenceInterval(Bootstrap bootstrap) {
    if (items() < 2) {
      return Interval.UNDEFINED;
    }
    double[][] sums = bootstrap.sums(columns());
    double[] differences = new double[bootstrap.resamples()];
    for (int resample = 0; resample < differences.length; resample++) {
      differences[resample] =
          aggregation.difference(ratio(sums, 1, resample), ratio(sums, 0, resample));
    }
    return bootstrap.percentile(differences);
  }

  private double[][] columns() {
    double[][] columns = {
      base.numerators, candidate.numerators,
      base.weights, candidate.weights,
      base.secondWeights, candidate.secondWeights
    };
    return aggregation.twoWeights() ? columns : Arrays.copyOf(columns, 4);
  }

  private double ratio(double[][] sums, int side, int resample) {
    return aggregation.ratio(
        sums[side][resample],
        sums[2 + side][resample],
        aggregation.twoWeights() ? sums[4 + side][resample] : 1);
  }
}
