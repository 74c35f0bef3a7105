// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * Successes among trials, and intervals for their probability. Without trials the intervals are
 * undefined ({@link Interval#UNDEFINED}).
 *
 * @param successes 0 to {@code trials}
 * @param trials at least 0
 */
public record Proportion(long successes, long trials) {
  /** Checks the range. */
  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
    }
  }

  /**
   * The score interval: near its nominal coverage on average, for small counts too.
   *
   * <p>Wilson, E. B., "Probable inference, the law of succession, and statistical inference", 1927.
   *
   * @param confidence in (0, 1), such as 0.95
   */
  public Interval wilson(double confidence) {
    if (trials == 0) {
      return Interval.UNDEFINED;
    }
    double z = Normal.quantile(1 - tail(confidence));
    double n = (double) trials;
    double share = successes / n;
    double square = z * z / n;
    double spread = z * Math.sqrt(share * (1 - share) / n + square / (4 * n));
    double above = share + square / 2 + spread;
    return new Interval(share * share / above, Math.min(1, above / (1 + square)));
  }

  /**
   * The exact interval: covers at least as often as it says, for every probability. No success in n
   * trials gives an upper end near 3 / n at 95 % (one-sided; 3.7 / n two-sided).
   *
   * <p>Clopper, C. J. and Pearson, E. S., "The use of confidence or fiducial limits illustrated in
   * the case of the binomial", 1934.
   *
   * @param confidence in (0, 1), such as 0.95
   */
  public Interval clopperPearson(double confidence) {
    if (trials == 0) {
      return Interval.UNDEFINED;
    }
    double tail = tail(confidence);
    double low =
        successes == 0
            ? 0
            : root(0, share(), tail, p -> Binomial.atLeast(successes, trials, p), this::lowStep);
    double high =
        successes == trials
            ? 1
            : root(1, share(), tail, p -> Binomial.atMost(successes, trials, p), this::highStep);
    return new Interval(low, high);
  }

  private static double tail(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
    }
    return (1 - confidence) / 2;
  }

  private double share() {
    return successes / (double) trials;
  }

  /** Derivative of the probability of at least as many successes. */
  private double lowStep(double p) {
    return successes * Binomial.mass(successes, trials, p) / p;
  }

  /** Derivative of the probability of at most as many successes. */
  private double highStep(double p) {
    return -(trials - successes) * Binomial.mass(successes, trials, p) / (1 - p);
  }

  /**
   * The probability at which a tail has the wanted size: Newton's steps on the logarithm, kept
   * inside a shrinking bracket between an end where the tail is empty and one where it is not.
   */
  private static double root(
      double empty,
      double full,
      double wanted,
      DoubleUnaryOperator tail,
      DoubleUnaryOperator slope) {
    double outer = empty;
    double inner = full;
    double p = (outer + inner) / 2;
    for (int step = 0; step < 200; step++) {
      double reached = tail.applyAsDouble(p);
      if (reached > wanted) {
        inner = p;
      } else {
        outer = p;
      }
      double next = p + StrictMath.log(wanted / reached) * reached / slope.applyAsDouble(p);
      if (!(next > Math.min(outer, inner) && next < Math.max(outer, inner))) {
        next = (outer + inner) / 2;
      }
      if (Math.abs(next - p) <= 0x1p-51 * p) {
        return next;
      }
      p = next;
    }
    return p;
  }
}
