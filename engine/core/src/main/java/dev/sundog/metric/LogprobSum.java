package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Sum of an item's log-probs. */
final class LogprobSum extends LogprobMetric {
  LogprobSum() {
    super(
        "logprob_sum",
        "nats",
        Double.NEGATIVE_INFINITY,
        0,
        Direction.HIGHER,
        Aggregation.MEAN,
        "sum of the log-probs of the item's tokens, or without them the log-likelihood of its one"
            + " choice",
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
    out.set(item, scratch.logprobSums(logprobs, kernels)[item]);
  }

  @Override
  void scoreLoglikelihood(double nats, int item, ScoreColumn out) {
    out.set(item, nats);
  }
}
