// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Normal;

/**
 * The number of items that a test set needs. A model predicts a token correctly with probability p
 * and a target has L tokens, so the exact-match rate is q = p^L. Sizes by the normal approximation
 * (Fleiss, Levin and Paik 2003, chapter 4), two-sided.
 *
 * @param p probability of a correct token, above 0, at most 1
 * @param length tokens per target
 * @param itemsForOneHit items for one hit with 95 % probability, 3/q
 * @param chance exact-match rate of guessing
 * @param itemsAboveChance items to distinguish q from chance
 * @param otherP probability of a correct token of another model
 * @param itemsApart items per model to distinguish the two models by the sharp metric
 * @param itemsApartSmooth items per model to distinguish them by token accuracy, L tokens per item
 */
public record ResolutionPlan(
    double p,
    int length,
    long itemsForOneHit,
    double chance,
    long itemsAboveChance,
    double otherP,
    long itemsApart,
    long itemsApartSmooth) {
  /** No number of items is enough. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Keeps 3/q from rounding up to the next whole number when q is a rounded decimal. */
  private static final double ROUNDING = 1e-9;

  /**
   * The plan for one model, and for distinguishing it from another.
   *
   * @param level significance level, such as 0.05
   * @param power probability of detecting a true difference, such as 0.8
   * @throws IllegalArgumentException if a probability is out of range or the length below 1
   */
  public static ResolutionPlan of(
      double p, int length, double chance, double otherP, double level, double power) {
    between(p, "p");
    between(otherP, "the other p");
    if (length < 1 || !(chance >= 0 && chance < 1)) {
      throw new IllegalArgumentException(
          "length must be at least 1 and chance at least 0 and below 1, but they are "
              + length
              + " and "
              + chance);
    }
    if (!(level > 0 && level < 1 && power > 0 && power < 1)) {
      throw new IllegalArgumentException(
          "level and power must be between 0 and 1, but are " + level + " and " + power);
    }
    double q = StrictMath.pow(p, length);
    double other = StrictMath.pow(otherP, length);
    long smooth = apart(p, otherP, level, power);
    return new ResolutionPlan(
        p,
        length,
        itemsForOneHit(q),
        chance,
        chance == 0 ? itemsForOneHit(q) : above(q, chance, level, power),
        otherP,
        apart(q, other, level, power),
        smooth == NEVER ? NEVER : Math.ceilDiv(smooth, length));
  }

  private static void between(double p, String name) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException(name + " must be above 0 and at most 1, not " + p);
    }
  }

  /** Expected exact-match rate, p^L. */
  public double accuracy() {
    return StrictMath.pow(p, length);
  }

  /** Number of items that contain a hit of rate {@code q} with 95 % probability: 3/q. */
  public static long itemsForOneHit(double q) {
    return whole(3 / q);
  }

  private static long above(double q, double chance, double level, double power) {
    double spread =
        Normal.quantile(1 - level / 2) * deviation(chance) + Normal.quantile(power) * deviation(q);
    return q == chance ? NEVER : whole(square(spread / (q - chance)));
  }

  private static long apart(double a, double b, double level, double power) {
    double mean = (a + b) / 2;
    double spread =
        Normal.quantile(1 - level / 2) * Math.sqrt(2) * deviation(mean)
            + Normal.quantile(power) * Math.sqrt(a * (1 - a) + b * (1 - b));
    return a == b ? NEVER : whole(square(spread / (a - b)));
  }

  private static double deviation(double share) {
    return Math.sqrt(share * (1 - share));
  }

  private static double square(double x) {
    return x * x;
  }

  private static long whole(double items) {
    return items >= NEVER ? NEVER : Math.max(1, (long) Math.ceil(items * (1 - ROUNDING)));
  }
}
