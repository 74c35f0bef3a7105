package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.kernel.Kernels;

/** Probability of an item's whole sequence. */
final class SequenceProbability extends LogprobMetric {
  SequenceProbability() {
    super(
        "sequence_probability",
        "share",
        0,
        1,
        Direction.HIGHER,
        Aggregation.MEAN,
        "exp(sum of log-probs), or without them of the log-likelihood of the item's one choice",
        "no tokens, or no log-probs: skipped; a token of probability 0: 0");
  }

  @Override
  void scoreLogprobs(
      LogprobColumn logprobs,
      int item,
      int tokens,
      Kernels kernels,
      BatchCounts scratch,
      ScoreColumn out) {
    out.set(item, StrictMath.exp(scratch.logprobSums(logprobs, kernels)[item]));
  }

  @Override
  void scoreLoglikelihood(double nats, int item, ScoreColumn out) {
    out.set(item, StrictMath.exp(nats));
  }
}
