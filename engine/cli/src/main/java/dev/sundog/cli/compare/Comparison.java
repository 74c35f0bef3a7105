// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.metric.Metric;
import dev.sundog.statistics.Interval;
import java.util.List;

/**
 * One metric of two sides over the items of one group that both sides scored.
 *
 * @param group parts of the group's key
 * @param metric the metric
 * @param n number of items that both sides scored
 * @param dropped number of items of both sides that one of them did not score
 * @param difference corpus values of both sides and their difference
 * @param test the test of the difference
 * @param worse items that got worse, the worst first
 */
public record Comparison(
    List<String> group,
    Metric metric,
    int n,
    int dropped,
    Difference difference,
    Test test,
    List<Worse> worse) {
  /**
   * The corpus values of both sides over the same items.
   *
   * @param base value of the base
   * @param candidate value of the candidate
   * @param value candidate minus base
   * @param interval bootstrap interval of the difference
   */
  public record Difference(double base, double candidate, double value, Interval interval) {}

  /**
   * A two-sided test of the difference.
   *
   * @param name {@code mcnemar} for values that are all 0 or 1, else {@code permutation}
   * @param p p-value; NaN if the difference is above the range of float64
   * @param log10P decimal logarithm of the p-value, also of one below the range of float64
   * @param holm p-value corrected by Holm over all comparisons
   * @param bh q-value of Benjamini and Hochberg over all comparisons
   */
  public record Test(String name, double p, double log10P, double holm, double bh) {}

  /**
   * An item that got worse.
   *
   * @param id its name
   * @param base the base's value
   * @param candidate the candidate's value
   */
  public record Worse(String id, double base, double candidate) {}

  /** The direction of the difference by its interval, not corrected for many comparisons. */
  public enum Effect {
    /** All of the interval is on the metric's better side of 0. */
    BETTER("better"),
    /** All of it is on the worse side. */
    WORSE("worse"),
    /** All of it is on one side, and neither side of this metric is the better one. */
    CHANGED("changed"),
    /** 0 is inside, or there is no interval. */
    UNDECIDED("undecided");

    private final String word;

    Effect(String word) {
      this.word = word;
    }

    /** The effect as a word. */
    public String word() {
      return word;
    }
  }

  /** Copies the lists. */
  public Comparison {
    group = List.copyOf(group);
    worse = List.copyOf(worse);
  }

  /** The direction of the difference. */
  public Effect effect() {
    double low = difference.interval().low();
    if (!(low > 0 || difference.interval().high() < 0)) {
      return Effect.UNDECIDED;
    }
    return switch (metric.description().direction()) {
      case HIGHER -> low > 0 ? Effect.BETTER : Effect.WORSE;
      case LOWER -> low > 0 ? Effect.WORSE : Effect.BETTER;
      case NEUTRAL -> Effect.CHANGED;
    };
  }

  Comparison withCorrections(double holm, double bh) {
    Test corrected = new Test(test.name(), test.p(), test.log10P(), holm, bh);
    return new Comparison(group, metric, n, dropped, difference, corrected, worse);
  }
}
