package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * A metric of an item's log-probs: skips items with zero tokens, and items without log-probs unless
 * it can do with the log-likelihood of their one choice.
 */
abstract class LogprobMetric implements Metric {
  private final Description description;

  LogprobMetric(
      String name,
      String unit,
      double low,
      double high,
      Direction direction,
      Aggregation aggregation,
      String definition,
      String edges) {
    description =
        new Description(
            name,
            unit,
            low,
            high,
            direction,
            aggregation,
            Set.of(Input.LOGPROBS),
            definition,
            edges);
  }

  @Override
  public final Description description() {
    return description;
  }

  /** Scores an item that has at least one token. */
  abstract void scoreLogprobs(
      LogprobColumn logprobs,
      int item,
      int tokens,
      Kernels kernels,
      BatchCounts scratch,
      ScoreColumn out);

  /** Scores an item without log-probs from the log-likelihood of its one choice, in nats. */
  void scoreLoglikelihood(double nats, int item, ScoreColumn out) {
    out.skip(item, Status.SKIPPED_NO_LOGPROBS);
  }

  private void scoreChoice(double nats, int item, ScoreColumn out) {
    if (Double.isNaN(nats)) {
      out.skip(item, Status.SKIPPED_NO_LOGPROBS);
    } else {
      scoreLoglikelihood(nats, item, out);
    }
  }

  @Override
  public final void score(
      SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    LogprobColumn logprobs = batch.logprobs();
    for (int item = 0; item < batch.items(); item++) {
      if (logprobs == null || !batch.hasLogprobs(item)) {
        scoreChoice(ChoiceMetric.onlyLoglikelihood(batch.choices(), item), item, out);
      } else if (logprobs.length(item) == 0) {
        out.skip(item, Status.SKIPPED_EMPTY);
      } else {
        scoreLogprobs(logprobs, item, logprobs.length(item), kernels, scratch, out);
      }
    }
  }
}
