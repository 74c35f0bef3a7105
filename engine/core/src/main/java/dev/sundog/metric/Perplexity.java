package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Perplexity per token. */
final class Perplexity extends LogprobMetric {
  Perplexity() {
    super(
        "perplexity",
        "1 / probability",
        1,
        Double.POSITIVE_INFINITY,
        Direction.LOWER,
        Aggregation.EXP_NEGATIVE_RATIO,
        "exp(-sum of log-probs / tokens); corpus: over all tokens",
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
    out.setRatio(item, scratch.logprobSums(logprobs, kernels)[item], tokens);
  }
}
