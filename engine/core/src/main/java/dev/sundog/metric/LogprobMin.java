package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Smallest log-prob of an item's tokens. */
final class LogprobMin extends LogprobMetric {
  LogprobMin() {
    super(
        "logprob_min",
        "nats",
        Double.NEGATIVE_INFINITY,
        0,
        Direction.HIGHER,
        Aggregation.MEAN,
        "smallest log-prob of the item's tokens",
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
    out.set(item, scratch.logprobMinima(logprobs, kernels)[item]);
  }
}
