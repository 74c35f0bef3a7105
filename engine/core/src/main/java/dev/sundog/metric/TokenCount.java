// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Number of an item's tokens with a log-prob; without log-probs, of the prediction's tokens. */
final class TokenCount implements Metric {
  private static final Description DESCRIPTION =
      new Description(
          "token_count",
          "tokens",
          Range.atLeastZero("tokens"),
          Direction.NEUTRAL,
          Kind.OTHER,
          Aggregation.MEAN,
          Set.of(Input.LOGPROBS, Input.TOKENS),
          new Definition(
              "tokens with a log-prob; without log-probs: tokens of the prediction",
              "no tokens: 0; neither log-probs nor a prediction: 0"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    LogprobColumn logprobs = batch.logprobs();
    for (int item = 0; item < batch.items(); item++) {
      out.set(
          item,
          logprobs != null && batch.hasLogprobs(item)
              ? logprobs.length(item)
              : batch.predictions().length(batch.pairStart(item)));
    }
  }
}
