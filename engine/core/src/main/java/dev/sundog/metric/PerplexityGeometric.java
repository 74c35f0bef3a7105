package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Geometric mean of the items' perplexities. */
final class PerplexityGeometric extends LogprobMetric {
  PerplexityGeometric() {
    super(
        "perplexity_per_item_geometric",
        "1 / probability",
        1,
        Double.POSITIVE_INFINITY,
        Direction.LOWER,
        Aggregation.EXP_NEGATIVE_RATIO,
        "exp(-sum of log-probs / tokens) of each item; corpus: geometric mean over the items",
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
    out.setRatio(item, scratch.logprobSums(logprobs, kernels)[item] / tokens, 1);
  }
}
