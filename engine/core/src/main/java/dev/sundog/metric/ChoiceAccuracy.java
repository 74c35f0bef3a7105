package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import java.util.Locale;

/** Whether the best choice is a right one, by one of the ways in which choices are ranked. */
final class ChoiceAccuracy extends ChoiceMetric {
  private enum Rank {
    LOGPROB,
    PER_CHARACTER,
    PER_BYTE,
    PER_TOKEN,
    MUTUAL_INFORMATION,
    /** Per character, where a choice without any is not refused but never the best. */
    LM_EVAL_NORM,
    /** Per byte, likewise. */
    LM_EVAL_BYTES,
    /** Per token, or where it is known less the log-likelihood without the context. */
    HELM;

    private double of(ChoiceColumn choices, int choice) {
      double logprob = choices.loglikelihood(choice);
      return switch (this) {
        case LOGPROB -> logprob;
        case PER_CHARACTER, LM_EVAL_NORM -> logprob / choices.characters(choice);
        case PER_BYTE, LM_EVAL_BYTES -> logprob / choices.bytes(choice);
        case PER_TOKEN -> logprob / choices.tokens(choice);
        case MUTUAL_INFORMATION -> logprob - choices.unconditional(choice);
        case HELM -> HelmChoices.scoreOf(choices, choice);
      };
    }

    /** Why a choice can't be ranked so, or SCORED. */
    private Status status(ChoiceColumn choices, int choice) {
      int divisor =
          switch (this) {
            case LOGPROB -> 1;
            case PER_CHARACTER -> choices.characters(choice);
            case PER_BYTE -> choices.bytes(choice);
            case PER_TOKEN -> choices.tokens(choice);
            case MUTUAL_INFORMATION -> Double.isNaN(choices.unconditional(choice)) ? -1 : 1;
            case LM_EVAL_NORM -> choices.characters(choice) < 0 ? -1 : 1;
            case LM_EVAL_BYTES -> choices.bytes(choice) < 0 ? -1 : 1;
            case HELM -> Double.isNaN(HelmChoices.scoreOf(choices, choice)) ? -1 : 1;
          };
      return divisor > 0
          ? Status.SCORED
          : divisor == 0 ? Status.SKIPPED_EMPTY : Status.SKIPPED_NO_TEXT;
    }
  }

  private enum Ties {
    LOWEST,
    FRACTIONAL,
    ZERO
  }

  private static final String GRADE = "multiple_choice_grade";

  private final Rank rank;
  private final Ties ties;
  private final boolean grade;

  private ChoiceAccuracy(String name, Rank rank, Ties ties, boolean grade, String definition) {
    super(
        name,
        grade ? "target weight" : "share",
        0,
        grade ? Double.POSITIVE_INFINITY : 1,
        Direction.HIGHER,
        definition,
        "ties: "
            + switch (ties) {
              case LOWEST -> "the lowest index";
              case FRACTIONAL -> "the mean of those that tie";
              case ZERO -> "0";
            }
            + "; a choice of length 0: skipped as empty; lengths or log-likelihoods not given:"
            + " skipped");
    this.rank = rank;
    this.ties = ties;
    this.grade = grade;
  }

  /** Target weight of the most likely choice. */
  static Metric grade() {
    return grade(GRADE, Ties.LOWEST);
  }

  private static Metric grade(String name, Ties ties) {
    return new ChoiceAccuracy(
        name,
        Rank.LOGPROB,
        ties,
        true,
        "target weight of the most likely choice; ties by " + GRADE + "=fractional or =zero");
  }

  private static Metric accuracy(String name, Rank rank, String by) {
    return new ChoiceAccuracy(
        name, rank, Ties.LOWEST, false, "1 if the choice of the highest " + by + " is right");
  }

  /** Accuracy by log-likelihood. */
  static Metric plain() {
    return accuracy("acc", Rank.LOGPROB, "log-likelihood");
  }

  /** Accuracy by log-likelihood per character. */
  static Metric perCharacter() {
    return accuracy("acc_norm", Rank.PER_CHARACTER, "log-likelihood / characters");
  }

  /** {@code acc_norm} as lm-eval has it. */
  static Metric lmEvalNorm() {
    return accuracy("acc_norm", Rank.LM_EVAL_NORM, "log-likelihood / characters");
  }

  /** {@code acc_bytes} as lm-eval has it. */
  static Metric lmEvalBytes() {
    return accuracy("acc_bytes", Rank.LM_EVAL_BYTES, "log-likelihood / bytes of UTF-8");
  }

  /** The share of right choices among HELM's best ones. */
  static Metric helm() {
    return new ChoiceAccuracy(
        "exact_match", Rank.HELM, Ties.FRACTIONAL, false, "whether HELM's best choice is right");
  }

  /** Accuracy by log-likelihood per byte. */
  static Metric perByte() {
    return accuracy("acc_bytes", Rank.PER_BYTE, "log-likelihood / bytes of UTF-8");
  }

  /** Accuracy by log-likelihood per token. */
  static Metric perToken() {
    return accuracy("acc_tokens", Rank.PER_TOKEN, "log-likelihood / tokens");
  }

  /** Accuracy by what the context adds. */
  static Metric mutualInformation() {
    return accuracy(
        "acc_mutual_info", Rank.MUTUAL_INFORMATION, "log-likelihood less that without the context");
  }

  @Override
  public Metric with(String argument) {
    if (grade) {
      for (Ties ties : Ties.values()) {
        if (ties.name().toLowerCase(Locale.ROOT).equals(argument)) {
          return grade(GRADE + "=" + argument, ties);
        }
      }
      throw new IllegalArgumentException(
          GRADE + "=" + argument + ": ties are lowest, fractional or zero");
    }
    return super.with(argument);
  }

  @Override
  void scoreChoices(ChoiceColumn choices, int from, int to, int item, ScoreColumn out) {
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
