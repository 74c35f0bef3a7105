package dev.sundog.statistics;

import dev.sundog.metric.Aggregation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * One metric's sufficient statistics of two systems over the same items: per item and system a
 * numerator and a weight greater than 0. The arrays are used, not copied.
 *
 * @param aggregation how items make a corpus value
 * @param baseNumerators numerators of the base
 * @param baseWeights weights of the base
 * @param candidateNumerators numerators of the candidate
 * @param candidateWeights weights of the candidate
 */
@SuppressWarnings("ArrayRecordComponent")
public record PairedSample(
    Aggregation aggregation,
    double[] baseNumerators,
    double[] baseWeights,
    double[] candidateNumerators,
    double[] candidateWeights) {
  private static final MathContext PRECISE = new MathContext(40);

  /** Checks the lengths. */
  public PairedSample {
    int items = baseNumerators.length;
    if (baseWeights.length != items
        || candidateNumerators.length != items
        || candidateWeights.length != items) {
      throw new IllegalArgumentException("columns differ in length");
    }
  }

  /** Items whose value is its numerator. */
  public static PairedSample ofMeans(double[] base, double[] candidate) {
    double[] ones = new double[base.length];
    Arrays.fill(ones, 1);
    return new PairedSample(Aggregation.MEAN, base, ones, candidate, ones);
  }

  /** Number of items. */
  public int items() {
    return baseNumerators.length;
  }

  /** Corpus value of the base; NaN without items. */
  public double base() {
    return value(baseNumerators, baseWeights);
  }

  /** Corpus value of the candidate; NaN without items. */
  public double candidate() {
    return value(candidateNumerators, candidateWeights);
  }

  /** Corpus value of the candidate less that of the base; of plain ratios correctly rounded. */
  public double difference() {
    if (items() == 0) {
      return Double.NaN;
    }
    if (aggregation == Aggregation.EXP_NEGATIVE_RATIO) {
      return candidate() - base();
    }
    return ratio(candidateNumerators, candidateWeights)
        .subtract(ratio(baseNumerators, baseWeights))
        .doubleValue();
  }

  /** An item's own value for the base. */
  public double base(int item) {
    return aggregation.value(baseNumerators[item] / baseWeights[item]);
  }

  /** An item's own value for the candidate. */
  public double candidate(int item) {
    return aggregation.value(candidateNumerators[item] / candidateWeights[item]);
  }

  /** Whether the metric is a mean of values that are all 0 or 1. */
  public boolean binary() {
    return aggregation == Aggregation.MEAN
        && binary(baseNumerators)
        && binary(candidateNumerators)
        && ones(baseWeights)
        && ones(candidateWeights);
  }

  /** The interval of {@link #difference()}, items resampled with both systems together. */
  public Interval differenceInterval(Bootstrap bootstrap) {
    if (items() == 0) {
      return Interval.UNDEFINED;
    }
    double[][] sums =
        bootstrap.sums(baseNumerators, baseWeights, candidateNumerators, candidateWeights);
    double[] differences = new double[bootstrap.resamples()];
    for (int resample = 0; resample < differences.length; resample++) {
      differences[resample] =
          aggregation.value(sums[2][resample] / sums[3][resample])
              - aggregation.value(sums[0][resample] / sums[1][resample]);
    }
    return bootstrap.percentile(differences);
  }

  private double value(double[] numerators, double[] weights) {
    return numerators.length == 0
        ? Double.NaN
        : aggregation.value(ratio(numerators, weights).doubleValue());
  }

  private static BigDecimal ratio(double[] numerators, double[] weights) {
    return sum(numerators).divide(sum(weights), PRECISE);
  }

  private static BigDecimal sum(double[] values) {
    ExactSum sum = new ExactSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }

  private static boolean binary(double[] values) {
    for (double value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean ones(double[] values) {
    for (double value : values) {
      if (value != 1) {
        return false;
      }
    }
    return true;
  }
}
