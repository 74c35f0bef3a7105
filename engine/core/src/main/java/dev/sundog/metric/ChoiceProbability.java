// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.metric.Metric.Definition;
import dev.sundog.metric.Metric.Kind;
import dev.sundog.metric.Metric.Range;

/** Metrics of the probabilities of choices: confidence, Brier scores and log-likelihoods. */
final class ChoiceProbability {
  private static final String SOFTMAX =
      "; p = softmax of the log-likelihoods, t = target weights / their sum";
  private static final String NONE_RIGHT = "no right choice: skipped as empty; ";

  private ChoiceProbability() {}

  /** Probability of the most likely choice: with {@code acc} the input of calibration. */
  static Metric confidence() {
    return new ChoiceMetric(
        ChoiceMetric.describe(
            "choice_confidence",
            "confidence",
            Range.SHARE,
            Direction.NEUTRAL,
            Kind.OTHER,
            new Definition(
                "largest softmax probability of the choices", "ties: their common probability")),
        (choices, item, counts, out) -> out.set(item, counts.softmax(choices).largest(item)));
  }

  /**
   * Brier score, summed over the choices: 0 to 2.
   *
   * <p>Brier, G. W., "Verification of forecasts expressed in terms of probability", 1950.
   */
  static Metric brierSum() {
    return brier(
        "brier_score",
        "Brier score",
        2,
        "sum of (p - t)^2 over the choices",
        (choices, item, counts, out) ->
            setBrier(choices, item, choices.length(item), 1, counts, out));
  }

  /** Brier score, mean over the choices. */
  static Metric brierMean() {
    return brier(
        "brier_mean",
        "mean Brier score",
        1,
        "mean of (p - t)^2 over the choices",
        (choices, item, counts, out) -> {
          int length = choices.length(item);
          setBrier(choices, item, length, length, counts, out);
        });
  }

  /** Brier score of the first of two choices. */
  static Metric brierBinary() {
    return brier(
        "brier_binary",
        "Brier score of two choices",
        1,
        "(p - t)^2 of one of two choices; another number of choices: skipped",
        (choices, item, counts, out) -> {
          if (choices.length(item) == 2) {
            setBrier(choices, item, 1, 1, counts, out);
          } else {
            out.skip(item, Status.SKIPPED_NO_CHOICES);
          }
        });
  }

  private static Metric brier(
      String name, String displayName, double high, String formula, ChoiceMetric.Score score) {
    return new ChoiceMetric(
        ChoiceMetric.describe(
            name,
            displayName,
            new Range("squared share", 0, high),
            Direction.LOWER,
            Kind.SMOOTH,
            new Definition(formula + SOFTMAX, "target weights of sum 0: skipped as empty")),
        score);
  }

  /** Sets the squares of an item's first choices, divided. */
  private static void setBrier(
      ChoiceColumn choices,
      int item,
      int length,
      int divisor,
      BatchCounts counts,
      ScoreBuffer out) {
    double targets = targets(choices, item);
    ChoiceSoftmax softmax = counts.softmax(choices);
    if (targets == 0) {
      out.skip(item, Status.SKIPPED_EMPTY);
    } else {
      int from = choices.start(item);
      double sum = 0;
      for (int choice = from; choice < from + length; choice++) {
        double gap = softmax.probability(item, choice) - choices.weight(choice) / targets;
        sum += gap * gap;
      }
      out.set(item, Math.min(sum, 2) / divisor);
    }
  }

  /** Sum of an item's target weights. */
  private static double targets(ChoiceColumn choices, int item) {
    double sum = 0;
    for (int choice = choices.start(item); choice < choices.start(item + 1); choice++) {
      sum += choices.weight(choice);
    }
    return sum;
  }

  /** Negative log-probability of the right choices among the choices. */
  static Metric logLoss() {
    return new ChoiceMetric(
        ChoiceMetric.describe(
            "choice_log_loss",
            "log loss of choices",
            Range.atLeastZero("nats"),
            Direction.LOWER,
            Kind.SMOOTH,
            new Definition(
                "-ln of the summed softmax probability of the right choices",
                NONE_RIGHT + "right choices impossible: not finite, skipped and counted")),
        (choices, item, counts, out) -> {
          ChoiceSoftmax softmax = counts.softmax(choices);
          double right = softmax.rightLogSum(item);
          if (targets(choices, item) == 0) {
            out.skip(item, Status.SKIPPED_EMPTY);
          } else if (right > Double.NEGATIVE_INFINITY) {
            out.set(item, Math.max(0, softmax.logSum(item) - right));
          } else {
            out.set(item, Double.POSITIVE_INFINITY);
          }
        });
  }

  /** Log-likelihood of any right choice. */
  static Metric targetLogLikelihood() {
    return new ChoiceMetric(
        ChoiceMetric.describe(
            "target_log_likelihood",
            "log-likelihood of the right choices",
            new Range("nats", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            Direction.HIGHER,
            Kind.SMOOTH,
            new Definition(
                "ln of the sum of the right choices' probabilities",
                NONE_RIGHT + "right choices impossible: not finite, skipped and counted")),
        (choices, item, counts, out) -> {
          double right = counts.softmax(choices).rightLogSum(item);
          if (targets(choices, item) == 0) {
            out.skip(item, Status.SKIPPED_EMPTY);
          } else {
            out.set(item, right > Double.NEGATIVE_INFINITY ? right : Double.NEGATIVE_INFINITY);
          }
        });
  }
}
