// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.ChoiceAccuracy;
import dev.sundog.metric.ChoiceMetric;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;

/** HELM's metrics of choices that were scored one request each. */
final class HelmChoices {
  private HelmChoices() {}

  /**
   * A choice's score: its log-likelihood less that without the question where that is known, else
   * its log-likelihood per token; NaN if neither is known.
   */
  private static double scoreOf(ChoiceColumn choices, int choice) {
    double alone = choices.unconditional(choice);
    int tokens = choices.tokens(choice);
    if (!Double.isNaN(alone)) {
      return choices.loglikelihood(choice) - alone;
    }
    return tokens > 0 ? choices.loglikelihood(choice) / tokens : Double.NaN;
  }

  private static final ChoiceAccuracy.Rank RANK =
      new ChoiceAccuracy.Rank() {
        @Override
        public double of(ChoiceColumn choices, int choice) {
          return scoreOf(choices, choice);
        }

        @Override
        public Status status(ChoiceColumn choices, int choice) {
          return Double.isNaN(scoreOf(choices, choice)) ? Status.SKIPPED_NO_TEXT : Status.SCORED;
        }
      };

  /** Softmax probability of the best score. */
  static Metric maxProb(Metric.Description description) {
    return new ChoiceMetric(
        description, (choices, item, counts, out) -> setMaxProb(choices, item, out));
  }

  private static void setMaxProb(ChoiceColumn choices, int item, ScoreBuffer out) {
    int from = choices.start(item);
    int to = choices.start(item + 1);
    double highest = Double.NEGATIVE_INFINITY;
    for (int choice = from; choice < to; choice++) {
      double score = scoreOf(choices, choice);
      if (Double.isNaN(score)) {
        out.skip(item, Status.SKIPPED_NO_TEXT);
        return;
      }
      highest = Math.max(highest, score);
    }
    double sum = 0;
    for (int choice = from; choice < to; choice++) {
      sum += StrictMath.exp(scoreOf(choices, choice) - highest);
    }
    out.set(item, highest == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : 1 / sum);
  }

  /** Exact match: of texts, and for items with choices the share of right ones among the best. */
  static final class ExactMatch implements Metric {
    private static final Metric OF_CHOICES =
        ChoiceAccuracy.by(
            RANK,
            ChoiceAccuracy.Ties.FRACTIONAL,
            "exact_match",
            "share of right choices among HELM's best");

    private final Metric ofTexts;

    ExactMatch(Metric ofTexts) {
      this.ofTexts = ofTexts;
    }

    @Override
    public Description description() {
      return ofTexts.description();
    }

    @Override
    public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
      ofTexts.score(batch, kernels, counts, out);
      ChoiceColumn choices = batch.choices();
      if (choices == null) {
        return;
      }
      ScoreBuffer buffer = counts.state(this, Chosen.class, Chosen::new).scores;
      buffer.reset(batch.items());
      OF_CHOICES.score(batch, kernels, counts, buffer);
      ScoreColumn chosen = buffer.column();
      for (int item = 0; item < batch.items(); item++) {
        if (choices.length(item) > 0 && chosen.scored(item)) {
          out.set(item, chosen.value(item));
        }
      }
    }
  }

  /** Scores of a batch's choices, reused. */
  private static final class Chosen implements BatchCounts.State {
    private final ScoreBuffer scores = new ScoreBuffer(Aggregation.MEAN);

    @Override
    public void close() {}
  }
}
