// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

/** The chi-squared distribution. */
final class ChiSquared {
  private static final double EPSILON = 1e-15;
  private static final int STEPS = 10_000;

  private ChiSquared() {}

  /**
   * Probability that a sum of squares of {@code degrees} standard normal variables exceeds {@code
   * x}: the regularised upper gamma function by series or continued fraction (Press et al.,
   * "Numerical Recipes", 6.2).
   */
  static double upperTail(double x, int degrees) {
    double a = degrees / 2.0;
    double half = x / 2;
    if (half <= 0) {
      return 1;
    }
    double front = StrictMath.exp(-half + a * StrictMath.log(half) - logGammaOfHalf(degrees));
    return half < a + 1 ? 1 - front * series(a, half) : front * fraction(a, half);
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < STEPS && term > sum * EPSILON; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** Lentz's method. */
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / 1e-300;
    double d = 1 / b;
    double h = d;
    for (int n = 1; n < STEPS; n++) {
      double an = -n * (n - a);
      b += 2;
      d = 1 / (an * d + b);
      c = b + an / c;
      double step = d * c;
      h *= step;
      if (Math.abs(step - 1) < EPSILON) {
        break;
      }
    }
    return h;
  }

  /** ln Γ(degrees / 2), from Γ(1/2) = √π and Γ(1) = 1. */
  private static double logGammaOfHalf(int degrees) {
    double sum = degrees % 2 == 0 ? 0 : StrictMath.log(Math.PI) / 2;
    for (double at = degrees % 2 == 0 ? 1 : 0.5; at < degrees / 2.0; at++) {
      sum += StrictMath.log(at);
    }
    return sum;
  }
}
