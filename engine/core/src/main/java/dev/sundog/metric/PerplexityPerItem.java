package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Arithmetic mean of the items' perplexities. */
final class PerplexityPerItem extends LogprobMetric {
  PerplexityPerItem() {
    super(
        "perplexity_per_item",
        "1 / probability",
        1,
        Double.POSITIVE_INFINITY,
        Direction.LOWER,
        Aggregation.MEAN,
        "exp(-sum of log-probs / tokens) of each item; corpus: arithmetic mean over the items",
        "no tokens, or no log-probs: skipped; a token of probability 0: not finite, skipped and"
            + " counted");
  }

  @Override
  void scoreLogprobs(
      LogprobColumn logprobs,
      int item,
      int tokens,
      Kernels kernels,
      BatchCounts scratch,
      ScoreColumn out) {
    out.set(item, StrictMath.exp(-scratch.logprobSums(logprobs, kernels)[item] / tokens));
  }
}
