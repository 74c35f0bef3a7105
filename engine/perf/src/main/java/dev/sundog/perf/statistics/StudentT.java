// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.statistics;

import dev.sundog.statistics.Normal;

/**
 * Student's t distribution.
 *
 * @param freedom degrees of freedom, above 0; infinite for the normal distribution
 */
record StudentT(double freedom) {
  private static final int MOST_TERMS = 500;

  /** Probability of a value at least as far from 0 as {@code t}; NaN for NaN. */
  double twoSided(double t) {
    if (Double.isNaN(t)) {
      return Double.NaN;
    }
    if (Double.isInfinite(t)) {
      return 0;
    }
    if (freedom > 1e7) {
      return 2 * Normal.below(-Math.abs(t));
    }
    return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /**
   * The value above 0 that is exceeded with half the probability.
   *
   * @param twoSided probability of a value farther from 0, in (0, 1]
   */
  double critical(double twoSided) {
    double low = 0;
    double high = 1;
    while (twoSided(high) > twoSided && high < 1e12) {
      high *= 2;
    }
    for (int i = 0; i < 200 && high - low > 1e-13 * high; i++) {
      double middle = (low + high) / 2;
      if (twoSided(middle) > twoSided) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The regularized incomplete beta function, by its continued fraction.
   *
   * <p>Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.5.8; evaluated by Lentz's
   * method.
   */
  static double incompleteBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  private static double fraction(double x, double a, double b) {
    double tiny = 1e-300;
    double c = 1;
    double d = 1 / apart(1 - (a + b) * x / (a + 1), tiny);
    double value = d;
    for (int m = 1; m <= MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / apart(1 + even * d, tiny);
      c = apart(1 + even / c, tiny);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / apart(1 + odd * d, tiny);
      c = apart(1 + odd / c, tiny);
      value *= d * c;
      if (Math.abs(d * c - 1) < 1e-15) {
        break;
      }
    }
    return value;
  }

  private static double apart(double value, double tiny) {
    return Math.abs(value) < tiny ? tiny : value;
  }

  /** The logarithm of the gamma function for x above 0 (Lanczos, g = 7, nine terms). */
  static double logGamma(double x) {
    double[] terms = {
      676.5203681218851,
      -1259.1392167224028,
      771.3234287776531,
      -176.6150291621406,
      12.507343278686905,
      -0.13857109526572012,
      9.984369578019572e-6,
      1.5056327351493116e-7
    };
    if (x < 0.5) {
      return StrictMath.log(Math.PI / StrictMath.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = 0.9999999999998099;
    for (int i = 0; i < terms.length; i++) {
      sum += terms[i] / (x + i);
    }
    double t = x + terms.length - 1.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (x - 0.5) * StrictMath.log(t)
        - t
        + StrictMath.log(sum);
  }
}
