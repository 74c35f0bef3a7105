package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/** HELM's metrics of choices that were asked about one at a time. */
final class HelmChoices {
  private HelmChoices() {}

  /**
   * A choice's score: its log-likelihood per token, or less that without the question where that is
   * known; NaN if neither can be had.
   */
  static double scoreOf(ChoiceColumn choices, int choice) {
    double alone = choices.unconditional(choice);
    int tokens = choices.tokens(choice);
    if (!Double.isNaN(alone)) {
      return choices.loglikelihood(choice) - alone;
    }
    return tokens > 0 ? choices.loglikelihood(choice) / tokens : Double.NaN;
  }

  /** Softmax probability of the best score. */
  static final class MaxProb extends ChoiceMetric {
    MaxProb() {
      super(
          "max_prob",
          "share",
          0,
          1,
          Direction.NEUTRAL,
          "largest softmax probability of the choices' scores",
          "no choice possible: not finite");
    }

    @Override
    void scoreChoices(ChoiceColumn choices, int from, int to, int item, ScoreColumn out) {
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
  }

  /**
   * One metric for items with choices, another for those without.
   *
   * @param ofTexts for items without choices
   */
  record ExactMatch(Metric ofTexts) implements Metric {
    private static final Metric OF_CHOICES = ChoiceAccuracy.helm();

    @Override
    public Description description() {
      return ofTexts.description();
    }

    @Override
    public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
      ofTexts.score(batch, kernels, scratch, out);
      ChoiceColumn choices = batch.choices();
      if (choices == null) {
        return;
      }
      ScoreColumn chosen = new ScoreColumn(Aggregation.MEAN);
      chosen.reset(batch.items());
      OF_CHOICES.score(batch, kernels, scratch, chosen);
      for (int item = 0; item < batch.items(); item++) {
        if (choices.length(item) > 0 && chosen.scored(item)) {
          out.set(item, chosen.value(item));
        }
      }
    }
  }
}
