package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric of an item's choices: skips items without any, and items whose one choice stands beside
 * no reference: that is the log-likelihood of a text, and nothing to choose.
 */
abstract class ChoiceMetric implements Metric {
  private final Description description;

  ChoiceMetric(
      String name,
      String unit,
      double low,
      double high,
      Direction direction,
      String definition,
      String edges) {
    description =
        new Description(
            name,
            unit,
            low,
            high,
            direction,
            Aggregation.MEAN,
            Set.of(Input.CHOICES),
            definition,
            edges + "; no choices, or one without a reference: skipped");
  }

  @Override
  public final Description description() {
    return description;
  }

  /** Scores an item whose choices are {@code from} to {@code to − 1}, at least one. */
  abstract void scoreChoices(ChoiceColumn choices, int from, int to, int item, ScoreColumn out);

  @Override
  public final void score(
      SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    ChoiceColumn choices = batch.choices();
    for (int item = 0; item < batch.items(); item++) {
      int count = choices == null ? 0 : choices.length(item);
      if (choices == null || count == 0 || (count == 1 && !batch.hasReference(item))) {
        out.skip(item, Status.SKIPPED_NO_CHOICES);
      } else {
        scoreChoices(choices, choices.start(item), choices.start(item + 1), item, out);
      }
    }
  }

  /** The log-likelihood of an item's one choice, in nats; NaN if it has none, or several. */
  static double onlyLoglikelihood(@Nullable ChoiceColumn choices, int item) {
    return choices == null || choices.length(item) != 1
        ? Double.NaN
        : choices.loglikelihood(choices.start(item));
  }

  /** Sum of the target weights. */
  static double targets(ChoiceColumn choices, int from, int to) {
    double sum = 0;
    for (int choice = from; choice < to; choice++) {
      sum += choices.weight(choice);
    }
    return sum;
  }

  /** The highest log-likelihood of all choices, or of the right ones alone; −∞ without any. */
  static double highest(ChoiceColumn choices, int from, int to, boolean rightOnly) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int choice = from; choice < to; choice++) {
      if (!rightOnly || choices.weight(choice) > 0) {
        highest = Math.max(highest, choices.loglikelihood(choice));
      }
    }
    return highest;
  }

  /** Σ exp(ll − highest) over all choices, or over the right ones alone. */
  static double sumExp(ChoiceColumn choices, int from, int to, boolean rightOnly, double highest) {
    double sum = 0;
    for (int choice = from; choice < to; choice++) {
      if (!rightOnly || choices.weight(choice) > 0) {
        sum += StrictMath.exp(choices.loglikelihood(choice) - highest);
      }
    }
    return sum;
  }

  /** ln Σ exp(ll) over all choices, or over the right ones alone; −∞ if all are impossible. */
  static double logSumExp(ChoiceColumn choices, int from, int to, boolean rightOnly) {
    double highest = highest(choices, from, to, rightOnly);
    return highest == Double.NEGATIVE_INFINITY
        ? highest
        : highest + StrictMath.log(sumExp(choices, from, to, rightOnly, highest));
  }
}
