package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Perplexity per document: the perplexity of lm-eval. */
final class PerplexityPerDocument extends LogprobMetric {
  PerplexityPerDocument() {
    super(
        "perplexity_per_document",
        "1 / probability",
        1,
        Double.POSITIVE_INFINITY,
        Direction.LOWER,
        Aggregation.EXP_NEGATIVE_RATIO,
        "exp(-sum of log-probs) of each item; corpus: exp(-mean of the sums); without log-probs the"
            + " log-likelihood of the item's one choice is the sum",
        "no tokens, or no log-probs: skipped; a token of probability 0: not finite, skipped and"
            + " counted; beyond the range of float64: shown as not finite, but counts");
  }

  @Override
  void scoreLogprobs(
      LogprobColumn logprobs,
      int item,
      int tokens,
      Kernels kernels,
      BatchCounts scratch,
      ScoreColumn out) {
    out.setRatio(item, scratch.logprobSums(logprobs, kernels)[item], 1);
  }

  @Override
  void scoreLoglikelihood(double nats, int item, ScoreColumn out) {
    out.setRatio(item, nats, 1);
  }
}
