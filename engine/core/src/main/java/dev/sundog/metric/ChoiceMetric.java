// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric of an item's choices. Skips items without choices, and items with one choice and no
 * reference: those hold the log-likelihood of a text, and there is nothing to choose. Items of
 * which a log-likelihood is NaN, or all are −∞, are skipped as not finite: they have no best
 * choice.
 *
 * @param description the metric's description
 * @param score how an item is scored
 */
public record ChoiceMetric(Description description, Score score) implements Metric {
  /** Scores an item. */
  @FunctionalInterface
  public interface Score {
    /**
     * Scores an item of at least one choice.
     *
     * @param choices the batch's choices
     * @param item the item
     * @param counts counts that metrics share, such as the softmax
     * @param out where to set the item
     */
    void set(ChoiceColumn choices, int item, BatchCounts counts, ScoreBuffer out);
  }

  /** A description of a metric of choices: a plain mean, whose edges end with the skipped items. */
  static Description describe(
      String name,
      String displayName,
      Range range,
      Direction direction,
      Kind kind,
      Definition definition) {
    return new Description(
        name,
        displayName,
        range,
        direction,
        kind,
        Aggregation.MEAN,
        Set.of(Input.CHOICES),
        new Definition(
            definition.formula(),
            definition.edges()
                + "; a log-likelihood NaN, or all -inf: not finite, skipped and counted; no"
                + " choices, or one without a reference: skipped"));
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    ChoiceColumn choices = batch.choices();
    for (int item = 0; item < batch.items(); item++) {
      int count = choices == null ? 0 : choices.length(item);
      if (choices == null || count == 0 || (count == 1 && !batch.hasReference(item))) {
        out.skip(item, Status.SKIPPED_NO_CHOICES);
      } else if (!comparable(choices, item)) {
        out.skip(item, Status.SKIPPED_NON_FINITE);
      } else {
        score.set(choices, item, counts, out);
      }
    }
  }

  /** Whether an item's log-likelihoods are known, and any choice is possible. */
  private static boolean comparable(ChoiceColumn choices, int item) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int choice = choices.start(item); choice < choices.start(item + 1); choice++) {
      highest = Math.max(highest, choices.loglikelihood(choice));
    }
    return highest > Double.NEGATIVE_INFINITY;
  }

  /** Whether an item has exactly one choice. */
  static boolean hasOnly(@Nullable ChoiceColumn choices, int item) {
    return choices != null && choices.length(item) == 1;
  }

  /** The log-likelihood of an item's only choice, in nats; NaN if it has none, or several. */
  static double onlyLoglikelihood(@Nullable ChoiceColumn choices, int item) {
    return choices != null && hasOnly(choices, item)
        ? choices.loglikelihood(choices.start(item))
        : Double.NaN;
  }
}
