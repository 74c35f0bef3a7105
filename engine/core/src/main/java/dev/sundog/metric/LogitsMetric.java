// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ExternalScoreColumn;
import dev.sundog.batch.LogitsFigure;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** A metric of an item's rows of logits: a figure per token, averaged. */
final class LogitsMetric implements Metric {
  private final Description description;
  private final LogitsFigure figure;

  private LogitsMetric(
      LogitsFigure figure,
      String name,
      String displayName,
      Range range,
      Direction direction,
      Definition definition) {
    this.figure = figure;
    description =
        new Description(
            name,
            displayName,
            range,
            direction,
            direction == Direction.NEUTRAL ? Kind.OTHER : Kind.SMOOTH,
            Aggregation.RATIO,
            Set.of(Input.LOGITS),
            new Definition(
                definition.formula() + " / tokens; corpus: over all tokens",
                definition.edges() + "; no tokens, or no logits: skipped"));
  }

  /** Mean rank of the target. */
  static Metric targetRank() {
    return new LogitsMetric(
        LogitsFigure.TARGET_RANK,
        "target_rank",
        "rank of the target",
        Range.atLeastZero("ids"),
        Direction.LOWER,
        new Definition(
            "sum over tokens of the number of ids with a greater logit than the target's",
            "ties: not greater"));
  }

  /** Mean entropy of the distribution. */
  static Metric entropy() {
    return new LogitsMetric(
        LogitsFigure.ENTROPY,
        "entropy",
        "entropy per token",
        Range.atLeastZero("nats per token"),
        Direction.NEUTRAL,
        new Definition(
            "sum over tokens of the entropy of softmax(logits)", "a logit of -inf adds 0"));
  }

  /** Share of tokens that greedy decoding produces. */
  static Metric greedyMatch() {
    return new LogitsMetric(
        LogitsFigure.GREEDY_MATCH,
        "greedy_match",
        "greedy match per token",
        Range.SHARE,
        Direction.HIGHER,
        new Definition(
            "tokens whose target is the id of the greatest logit",
            "ties: the lowest id; 1 if greedy decoding produces the whole item"));
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
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
