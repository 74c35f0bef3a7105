package dev.sundog.metric;

import dev.sundog.batch.ExternalScoreColumn;
import dev.sundog.batch.LogitsFigure;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** A metric of an item's rows of logits: what they tell of a token, on average. */
final class LogitsMetric implements Metric {
  private final Description description;
  private final LogitsFigure figure;

  private LogitsMetric(
      LogitsFigure figure,
      String name,
      String unit,
      double high,
      Direction direction,
      String definition,
      String ties) {
    this.figure = figure;
    description =
        new Description(
            name,
            unit,
            0,
            high,
            direction,
            Aggregation.RATIO,
            Set.of(Input.LOGITS),
            definition + " / tokens; corpus: over all tokens",
            ties + "no tokens, or no logits: skipped");
  }

  /** Mean rank of the target. */
  static Metric targetRank() {
    return new LogitsMetric(
        LogitsFigure.TARGET_RANK,
        "target_rank",
        "ids",
        Double.POSITIVE_INFINITY,
        Direction.LOWER,
        "sum over tokens of the number of ids with a greater logit than the target's",
        "ties: not greater; ");
  }

  /** Mean entropy of the distribution. */
  static Metric entropy() {
    return new LogitsMetric(
        LogitsFigure.ENTROPY,
        "entropy",
        "nats per token",
        Double.POSITIVE_INFINITY,
        Direction.NEUTRAL,
        "sum over tokens of the entropy of softmax(logits)",
        "a logit of -inf adds 0; ");
  }

  /** Share of tokens that greedy decoding gives. */
  static Metric greedyMatch() {
    return new LogitsMetric(
        LogitsFigure.GREEDY_MATCH,
        "greedy_match",
        "share",
        1,
        Direction.HIGHER,
        "tokens whose target is the id of the greatest logit",
        "ties: the lowest id; all tokens of an item: exact_match; ");
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    ExternalScoreColumn logits = batch.logits();
    LogprobColumn logprobs = batch.logprobs();
    for (int item = 0; item < batch.items(); item++) {
      double sum = logits == null ? Double.NaN : logits.score(figure.number(), item);
      int tokens = logprobs == null ? 0 : logprobs.length(item);
      if (Double.isNaN(sum)) {
        out.skip(item, Status.SKIPPED_NO_LOGITS);
      } else if (tokens == 0) {
        out.skip(item, Status.SKIPPED_EMPTY);
      } else {
        out.setRatio(item, sum, tokens);
      }
    }
  }
}
