package dev.sundog.cli.compare;

import dev.sundog.metric.Metric;
import java.util.List;

/**
 * One metric of two sides over the items of one group that both scored.
 *
 * @param group parts of the group's key
 * @param metric the metric
 * @param n items that both sides scored
 * @param base corpus value of the base over these
 * @param candidate corpus value of the candidate
 * @param difference candidate less base
 * @param low lower end of the difference's bootstrap interval
 * @param high upper end
 * @param test {@code mcnemar} for values that are all 0 or 1, else {@code permutation}
 * @param p two-sided p-value of the difference
 * @param holm the same, corrected by Holm over all comparisons
 * @param bh the same as a q-value of Benjamini and Hochberg
 * @param worse items that got worse, the worst first
 */
public record Comparison(
    List<String> group,
    Metric metric,
    int n,
    double base,
    double candidate,
    double difference,
    double low,
    double high,
    String test,
    double p,
    double holm,
    double bh,
    List<Worse> worse) {
  /**
   * An item that got worse.
   *
   * @param id its name
   * @param base the base's value
   * @param candidate the candidate's value
   */
  public record Worse(String id, double base, double candidate) {}

  /** What the interval of the difference says, before any correction for many comparisons. */
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

  /** What the interval says. */
  public Effect effect() {
    if (!(low > 0 || high < 0)) {
      return Effect.UNDECIDED;
    }
    return switch (metric.description().direction()) {
      case HIGHER -> low > 0 ? Effect.BETTER : Effect.WORSE;
      case LOWER -> low > 0 ? Effect.WORSE : Effect.BETTER;
      case NEUTRAL -> Effect.CHANGED;
    };
  }

  Comparison withCorrections(double holm, double bh) {
    return new Comparison(
        group, metric, n, base, candidate, difference, low, high, test, p, holm, bh, worse);
  }
}
