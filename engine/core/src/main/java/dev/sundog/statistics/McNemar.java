// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/** McNemar's test of two systems that are right or wrong on the same items. */
public final class McNemar {
  private McNemar() {}

  /**
   * The exact two-sided p-value: twice the probability of a split at least as uneven, if each item
   * on which the systems differ were a fair coin; at most 1. No such items: 1.
   *
   * <p>McNemar, Q., "Note on the sampling error of the difference between correlated proportions or
   * percentages", 1947.
   *
   * @param onlyBase items that only the base got right
   * @param onlyCandidate items that only the candidate got right
   */
  public static double exact(long onlyBase, long onlyCandidate) {
    if (onlyBase < 0 || onlyCandidate < 0) {
      throw new IllegalArgumentException(onlyBase + " against " + onlyCandidate + " items");
    }
    long items = Math.addExact(onlyBase, onlyCandidate);
    if (onlyBase == onlyCandidate) {
      return 1;
    }
    return Math.min(1, 2 * Binomial.atMost(Math.min(onlyBase, onlyCandidate), items, 0.5));
  }

  /** Decimal logarithm of {@link #exact}, also where that is below the range of float64. */
  public static double log10Exact(long onlyBase, long onlyCandidate) {
    double p = exact(onlyBase, onlyCandidate);
    if (p > 1e-300) {
      return StrictMath.log10(p);
    }
    double logHalf =
        Binomial.logAtMost(Math.min(onlyBase, onlyCandidate), onlyBase + onlyCandidate);
    return (StrictMath.log(2) + logHalf) / StrictMath.log(10);
  }
}
