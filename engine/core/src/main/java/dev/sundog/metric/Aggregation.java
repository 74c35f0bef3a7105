// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How item values are combined into the corpus value. Every kind is a function of Σ numerator, Σ
 * weight and, of products, Σ second weight over the scored items, and an item's own value is the
 * same function of the item; the standard error is by the delta method.
 */
public enum Aggregation {
  /** Mean of the item values: weights are 1. */
  MEAN,
  /** Σ numerator / Σ weight; Σ numerator itself over weights that are all 0. */
  RATIO,
  /** exp(−Σ numerator / Σ weight): perplexity. */
  EXP_NEGATIVE_RATIO,
  /**
   * (Σ numerator / Σ weight)·(Σ numerator / Σ second weight); 1 where both weights are 0, 0 where
   * one is.
   */
  PRODUCT,
  /** 1 less the product. */
  PRODUCT_LOST;

  private static final MathContext PRECISE = new MathContext(40);

  /** Whether there is a second weight. */
  public boolean twoWeights() {
    return this == PRODUCT || this == PRODUCT_LOST;
  }

  /**
   * The ratio, or product of ratios, of three sums, or of one item.
   *
   * @param secondWeight read of products only
   */
  public double ratio(double numerator, double weight, double secondWeight) {
    if (!twoWeights()) {
      return this == RATIO && weight == 0 ? numerator : numerator / weight;
    }
    if (weight == 0 || secondWeight == 0) {
      return weight == secondWeight ? 1 : 0;
    }
    return numerator / weight * (numerator / secondWeight);
  }

  /**
   * The same of exact sums, to 40 digits.
   *
   * @throws ArithmeticException if it has no value: a mean of nothing
   */
  public BigDecimal ratio(BigDecimal numerator, BigDecimal weight, BigDecimal secondWeight) {
    if (!twoWeights()) {
      return this == RATIO && weight.signum() == 0 ? numerator : numerator.divide(weight, PRECISE);
    }
    if (weight.signum() == 0 || secondWeight.signum() == 0) {
      return weight.signum() == secondWeight.signum() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return numerator.multiply(numerator).divide(weight.multiply(secondWeight), PRECISE);
  }

  /** The corpus value (and, of one item, the item's value) for a ratio. */
  public double value(double ratio) {
    return switch (this) {
      case MEAN, RATIO, PRODUCT -> ratio;
      case EXP_NEGATIVE_RATIO -> StrictMath.exp(-ratio);
      case PRODUCT_LOST -> 1 - ratio;
    };
  }

  /** Absolute derivative of {@link #value} at a ratio. */
  public double slope(double ratio) {
    return this == EXP_NEGATIVE_RATIO ? StrictMath.exp(-ratio) : 1;
  }

  /** The value of one ratio less that of another. */
  public double difference(double candidate, double base) {
    return switch (this) {
      case MEAN, RATIO, PRODUCT -> candidate - base;
      case EXP_NEGATIVE_RATIO -> value(candidate) - value(base);
      case PRODUCT_LOST -> base - candidate;
    };
  }
}
