// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/**
 * Binomial probabilities to nearly full precision for any number of trials.
 *
 * <p>Loader, C., "Fast and accurate computation of binomial probabilities", 2000: the saddle-point
 * expansion, which never subtracts large logarithms from each other.
 */
final class Binomial {
  private static final double TWO_PI = 2 * Math.PI;

  /** ln n! − ln(√(2πn)·(n/e)^n) for n = 0 (not used) to 15. */
  private static final double[] STIRLING_ERROR = {
    0,
    0.08106146679532726,
    0.04134069595540929,
    0.02767792568499834,
    0.02079067210376509,
    0.01664469118982119,
    0.01387612882307075,
    0.01189670994589177,
    0.01041126526197209,
    0.009255462182712733,
    0.00833056343336287,
    0.00757367548795184,
    0.00694284010720953,
    0.006408994188004207,
    0.005951370112758848,
    0.005554733551962801
  };

  private Binomial() {}

  /** Probability of {@code k} successes in {@code n} trials of probability {@code p}. */
  static double mass(long k, long n, double p) {
    return mass(k, n, p, 1 - p);
  }

  /**
   * Natural logarithm of the probability of at most {@code k} successes in {@code n} tosses of a
   * fair coin, for {@code k} below n / 2; of any size.
   */
  static double logAtMost(long k, long n) {
    double term = 1;
    double sum = 0;
    for (long i = k; i >= 0 && term > sum * 0x1p-56; i--) {
      sum += term;
      term *= (double) i / (n - i + 1);
    }
    return logMass(k, n) + StrictMath.log(sum);
  }

  private static double logMass(long k, long n) {
    if (k == 0) {
      return n * -StrictMath.log(2);
    }
    double mean = n / 2.0;
    double exponent =
        stirlingError(n)
            - stirlingError(k)
            - stirlingError(n - k)
            - deviance((double) k, mean)
            - deviance((double) (n - k), mean);
    return exponent - StrictMath.log(TWO_PI * k * ((double) (n - k) / n)) / 2;
  }

  private static double mass(long k, long n, double p, double q) {
    if (k < 0 || k > n) {
      return 0;
    }
    if (p == 0 || q == 0) {
      return k == (p == 0 ? 0 : n) ? 1 : 0;
    }
    if (k == 0) {
      return StrictMath.exp((double) n * StrictMath.log1p(-p));
    }
    if (k == n) {
      return StrictMath.exp((double) n * StrictMath.log(p));
    }
    double exponent =
        stirlingError(n)
            - stirlingError(k)
            - stirlingError(n - k)
            - deviance((double) k, (double) n * p)
            - deviance((double) (n - k), (double) n * q);
    double spread = TWO_PI * k * ((double) (n - k) / n);
    return StrictMath.exp(exponent) / Math.sqrt(spread);
  }

  /** Probability of at most {@code k} successes. */
  static double atMost(long k, long n, double p) {
    return k > (double) n * p ? 1 - above(k, n, p) : below(k + 1, n, p);
  }

  /** Probability of at least {@code k} successes. */
  static double atLeast(long k, long n, double p) {
    return k < (double) n * p ? 1 - below(k, n, p) : above(k - 1, n, p);
  }

  /** Probability of more than {@code k} successes, summed from the largest term on. */
  private static double above(long k, long n, double p) {
    double odds = p / (1 - p);
    double term = mass(k + 1, n, p);
    double sum = 0;
    for (long i = k + 1; i <= n && term > sum * 0x1p-56; i++) {
      sum += term;
      term *= (double) (n - i) / (i + 1) * odds;
    }
    return sum;
  }

  /** Probability of fewer than {@code k} successes, summed from the largest term on. */
  private static double below(long k, long n, double p) {
    double odds = (1 - p) / p;
    double term = mass(k - 1, n, p);
    double sum = 0;
    for (long i = k - 1; i >= 0 && term > sum * 0x1p-56; i--) {
      sum += term;
      term *= (double) i / (n - i + 1) * odds;
    }
    return sum;
  }

  private static double stirlingError(long n) {
    if (n < STIRLING_ERROR.length) {
      return STIRLING_ERROR[(int) n];
    }
    double square = (double) n * n;
    return (1.0 / 12
            - (1.0 / 360
                    - (1.0 / 1260
                            - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360360 / square) / square)
                                / square)
                        / square)
                / square)
        / n;
  }

  /** x·ln(x/mean) + mean − x, without cancellation where x is near the mean. */
  private static double deviance(double x, double mean) {
    double difference = x - mean;
    if (Math.abs(difference) >= 0.1 * (x + mean)) {
      return x * StrictMath.log(x / mean) - difference;
    }
    double v = difference / (x + mean);
    double sum = difference * v;
    double power = 2 * x * v;
    for (int j = 1; ; j++) {
      power *= v * v;
      double next = sum + power / (2 * j + 1);
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }
}
