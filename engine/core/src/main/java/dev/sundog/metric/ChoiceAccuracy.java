// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Locale;

/** Whether the best choice is a right one, for a ranking of the choices. */
public final class ChoiceAccuracy implements Metric {
  private static final String GRADE = "multiple_choice_grade";

  /** A figure by which choices are ranked: the highest is the best. */
  public interface Rank {
    /** The figure of a choice that {@link #status} accepts. */
    double of(ChoiceColumn choices, int choice);

    /** Why a choice can't be ranked, or {@link Status#SCORED}. */
    Status status(ChoiceColumn choices, int choice);
  }

  /** Treatment of choices that tie for the best. */
  public enum Ties {
    /** The lowest index is chosen. */
    LOWEST("the lowest index"),
    /** The mean over the tied choices. */
    FRACTIONAL("the mean of the tied choices"),
    /** 0. */
    ZERO("0");

    private final String words;

    Ties(String words) {
      this.words = words;
    }

    private String argument() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private enum OwnRank implements Rank {
    LOGPROB,
    PER_CHARACTER,
    PER_BYTE,
    PER_TOKEN,
    MUTUAL_INFORMATION;

    @Override
    public double of(ChoiceColumn choices, int choice) {
      double logprob = choices.loglikelihood(choice);
      return switch (this) {
        case LOGPROB -> logprob;
        case PER_CHARACTER -> logprob / choices.characters(choice);
        case PER_BYTE -> logprob / choices.bytes(choice);
        case PER_TOKEN -> logprob / choices.tokens(choice);
        case MUTUAL_INFORMATION -> logprob - choices.unconditional(choice);
      };
    }

    @Override
    public Status status(ChoiceColumn choices, int choice) {
      int divisor =
          switch (this) {
            case LOGPROB -> 1;
            case PER_CHARACTER -> choices.characters(choice);
            case PER_BYTE -> choices.bytes(choice);
            case PER_TOKEN -> choices.tokens(choice);
            case MUTUAL_INFORMATION -> Double.isNaN(choices.unconditional(choice)) ? -1 : 1;
          };
      return divisor > 0
          ? Status.SCORED
          : divisor == 0 ? Status.SKIPPED_EMPTY : Status.SKIPPED_NO_TEXT;
    }
  }

  private final ChoiceMetric metric;
  private final Rank rank;
  private final Ties ties;
  private final boolean grade;

  private ChoiceAccuracy(
      String name, String displayName, String formula, Rank rank, Ties ties, boolean grade) {
    this.rank = rank;
    this.ties = ties;
    this.grade = grade;
    metric =
        new ChoiceMetric(
            ChoiceMetric.describe(
                name,
                displayName,
                grade
                    ? Range.atLeastZero("target weight")
                    : ties == Ties.FRACTIONAL ? Range.SHARE : Range.BINARY,
                Direction.HIGHER,
                Kind.SHARP,
                new Definition(
                    formula,
                    "ties: "
                        + ties.words
                        + "; a choice of length 0: skipped as empty; unknown lengths or"
                        + " log-likelihoods: skipped")),
            (choices, item, counts, out) -> scoreItem(choices, item, out));
  }

  /** Accuracy by a ranking: the share of right choices among the best one, or the tied ones. */
  public static Metric by(Rank rank, Ties ties, String name, String formula) {
    return new ChoiceAccuracy(name, "accuracy", formula, rank, ties, false);
  }

  private static Metric accuracy(String name, String displayName, Rank rank, String figure) {
    return new ChoiceAccuracy(
        name,
        displayName,
        "1 if the choice of the highest " + figure + " is right, else 0",
        rank,
        Ties.LOWEST,
        false);
  }

  /** Target weight of the most likely choice. */
  static Metric grade() {
    return grade(GRADE, Ties.LOWEST);
  }

  private static Metric grade(String name, Ties ties) {
    return new ChoiceAccuracy(
        name,
        "multiple-choice grade",
        "target weight of the most likely choice; ties: " + GRADE + "=fractional or =zero",
        OwnRank.LOGPROB,
        ties,
        true);
  }

  /** Accuracy by log-likelihood. */
  static Metric plain() {
    return accuracy("acc", "accuracy", OwnRank.LOGPROB, "log-likelihood");
  }

  /** Accuracy by log-likelihood per character. */
  static Metric perCharacter() {
    return accuracy(
        "acc_norm", "accuracy per character", OwnRank.PER_CHARACTER, "log-likelihood / characters");
  }

  /** Accuracy by log-likelihood per byte. */
  static Metric perByte() {
    return accuracy(
        "acc_bytes", "accuracy per byte", OwnRank.PER_BYTE, "log-likelihood / bytes of UTF-8");
  }

  /** Accuracy by log-likelihood per token. */
  static Metric perToken() {
    return accuracy(
        "acc_tokens", "accuracy per token", OwnRank.PER_TOKEN, "log-likelihood / tokens");
  }

  /** Accuracy by the gain in log-likelihood from the context. */
  static Metric mutualInformation() {
    return accuracy(
        "acc_mutual_info",
        "accuracy by mutual information",
        OwnRank.MUTUAL_INFORMATION,
        "log-likelihood - log-likelihood without the context");
  }

  @Override
  public Description description() {
    return metric.description();
  }

  @Override
  public Metric with(String argument) {
    if (grade) {
      for (Ties accepted : Ties.values()) {
        if (accepted.argument().equals(argument)) {
          return grade(GRADE + "=" + argument, accepted);
        }
      }
      throw new IllegalArgumentException(
          GRADE + "=" + argument + ": accepted values are lowest, fractional, zero");
    }
    return Metric.super.with(argument);
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    metric.score(batch, kernels, counts, out);
  }

  private void scoreItem(ChoiceColumn choices, int item, ScoreBuffer out) {
    int from = choices.start(item);
    int to = choices.start(item + 1);
    double highest = Double.NEGATIVE_INFINITY;
    int best = from;
    for (int choice = from; choice < to; choice++) {
      Status status = rank.status(choices, choice);
      if (status != Status.SCORED) {
        out.skip(item, status);
        return;
      }
      double value = rank.of(choices, choice);
      if (value > highest) {
        highest = value;
        best = choice;
      }
    }
    out.set(item, ties == Ties.LOWEST ? value(choices, best) : tied(choices, from, to, highest));
  }

  private double tied(ChoiceColumn choices, int from, int to, double highest) {
    double sum = 0;
    int count = 0;
    for (int choice = from; choice < to; choice++) {
      if (rank.of(choices, choice) == highest) {
        sum += value(choices, choice);
        count++;
      }
    }
    return ties == Ties.ZERO && count > 1 ? 0 : sum / count;
  }

  private double value(ChoiceColumn choices, int choice) {
    double target = choices.weight(choice);
    return grade ? target : target > 0 ? 1 : 0;
  }
}
