package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Mean log-prob of a token. */
final class LogprobMean extends LogprobMetric {
  LogprobMean() {
    super(
        "logprob_mean",
        "nats per token",
        Double.NEGATIVE_INFINITY,
        0,
        Direction.HIGHER,
        Aggregation.RATIO,
        "sum of log-probs / tokens; corpus: over all tokens",
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
    out.setRatio(item, scratch.logprobSums(logprobs, kernels)[item], tokens);
  }
}
