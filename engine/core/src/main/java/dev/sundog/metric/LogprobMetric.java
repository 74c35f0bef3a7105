// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/**
 * A metric of an item's log-probs. Items of zero tokens are skipped; so are items without
 * log-probs, unless the log-likelihood of their only choice can replace the sum.
 */
final class LogprobMetric implements Metric {
  private static final String SKIPPED =
      "no tokens, or no log-probs: skipped; a log-prob NaN: not finite, skipped and counted";
  private static final String NON_FINITE =
      SKIPPED + "; a token of probability 0: not finite, skipped and counted";
  private static final String OVERFLOW =
      NON_FINITE + "; above the range of float64: shown as not finite, but included in the sums";

  /** The figure of an item's tokens that is read. */
  private enum Figure {
    SUM,
    SUM_OR_CHOICE,
    SMALLEST
  }

  /** Scores an item. */
  @FunctionalInterface
  private interface Score {
    void set(ScoreBuffer out, int item, double nats, int tokens);
  }

  private final Description description;
  private final Figure figure;
  private final Score score;

  private LogprobMetric(Description description, Figure figure, Score score) {
    this.description = description;
    this.figure = figure;
    this.score = score;
  }

  private static Metric of(
      String name,
      String displayName,
      Range range,
      Kind kind,
      Aggregation aggregation,
      Definition definition,
      Figure figure,
      Score score) {
    return new LogprobMetric(
        new Description(
            name,
            displayName,
            range,
            // Log-probs and probabilities are bounded above, perplexities are not.
            range.high() <= 1 ? Direction.HIGHER : Direction.LOWER,
            kind,
            aggregation,
            Set.of(Input.LOGPROBS),
            new Definition(definition.formula(), definition.edges(), Definition.LOGPROBS)),
        figure,
        score);
  }

  private static Range perplexities() {
    return new Range("1 / probability", 1, Double.POSITIVE_INFINITY);
  }

  /** Sum of the log-probs. */
  static Metric sum() {
    return of(
        "logprob_sum",
        "log-prob of the sequence",
        Range.atMostZero("nats"),
        Kind.SMOOTH,
        Aggregation.MEAN,
        new Definition(
            "sum of the log-probs of the item's tokens; without log-probs: log-likelihood of the"
                + " item's only choice",
            NON_FINITE),
        Figure.SUM_OR_CHOICE,
        (out, item, nats, tokens) -> out.set(item, nats));
  }

  /** Mean log-prob of a token. */
  static Metric mean() {
    return of(
        "logprob_mean",
        "log-prob per token",
        Range.atMostZero("nats per token"),
        Kind.SMOOTH,
        Aggregation.RATIO,
        new Definition("sum of log-probs / tokens; corpus: over all tokens", NON_FINITE),
        Figure.SUM,
        LogprobMetric::setRatio);
  }

  /** Smallest log-prob of a token. */
  static Metric min() {
    return of(
        "logprob_min",
        "smallest log-prob",
        Range.atMostZero("nats"),
        Kind.OTHER,
        Aggregation.MEAN,
        new Definition("smallest log-prob of the item's tokens", NON_FINITE),
        Figure.SMALLEST,
        (out, item, nats, tokens) -> out.set(item, nats));
  }

  /** Perplexity per token. */
  static Metric perplexity() {
    return of(
        "perplexity",
        "perplexity per token",
        perplexities(),
        Kind.SMOOTH,
        Aggregation.EXP_NEGATIVE_RATIO,
        new Definition("exp(-sum of log-probs / tokens); corpus: over all tokens", OVERFLOW),
        Figure.SUM,
        LogprobMetric::setRatio);
  }

  /** Arithmetic mean of the items' perplexities. */
  static Metric perplexityPerItem() {
    return of(
        "perplexity_per_item",
        "mean perplexity of items",
        perplexities(),
        Kind.SMOOTH,
        Aggregation.MEAN,
        new Definition(
            "exp(-sum of log-probs / tokens) of each item; corpus: arithmetic mean over the items",
            SKIPPED
                + "; a token of probability 0, or a value above the range of float64: infinite, and"
                + " so is the mean"),
        Figure.SUM,
        (out, item, nats, tokens) -> out.setUnbounded(item, StrictMath.exp(-nats / tokens)));
  }

  /** Geometric mean of the items' perplexities. */
  static Metric perplexityGeometric() {
    return of(
        "perplexity_per_item_geometric",
        "geometric mean perplexity of items",
        perplexities(),
        Kind.SMOOTH,
        Aggregation.EXP_NEGATIVE_RATIO,
        new Definition(
            "exp(-sum of log-probs / tokens) of each item; corpus: geometric mean over the items",
            NON_FINITE),
        Figure.SUM,
        (out, item, nats, tokens) -> out.setRatio(item, nats / tokens, 1));
  }

  /** Perplexity per document: the perplexity of lm-eval. */
  static Metric perplexityPerDocument() {
    return of(
        "perplexity_per_document",
        "perplexity per document",
        perplexities(),
        Kind.SMOOTH,
        Aggregation.EXP_NEGATIVE_RATIO,
        new Definition(
            "exp(-sum of log-probs) of each item; corpus: exp(-mean of the sums); without"
                + " log-probs: the sum is the log-likelihood of the item's only choice",
            OVERFLOW),
        Figure.SUM_OR_CHOICE,
        (out, item, nats, tokens) -> out.setRatio(item, nats, 1));
  }

  /** Probability of the whole sequence. */
  static Metric probability() {
    return of(
        "sequence_probability",
        "probability of the sequence",
        Range.SHARE,
        Kind.OTHER,
        Aggregation.MEAN,
        new Definition(
            "exp(sum of log-probs); without log-probs: exp(log-likelihood of the item's only"
                + " choice)",
            SKIPPED + "; a token of probability 0: 0"),
        Figure.SUM_OR_CHOICE,
        (out, item, nats, tokens) -> out.set(item, StrictMath.exp(nats)));
  }

  private static void setRatio(ScoreBuffer out, int item, double nats, int tokens) {
    out.setRatio(item, nats, tokens);
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    LogprobColumn logprobs = batch.logprobs();
    for (int item = 0; item < batch.items(); item++) {
      if (logprobs == null || !batch.hasLogprobs(item)) {
        scoreChoice(batch, item, out);
      } else if (logprobs.length(item) == 0) {
        out.skip(item, Status.SKIPPED_EMPTY);
      } else {
        double sum = counts.logprobSums(logprobs, kernels)[item];
        double nats =
            figure == Figure.SMALLEST && !Double.isNaN(sum)
                ? counts.logprobMinima(logprobs, kernels)[item]
                : sum;
        score.set(out, item, nats, logprobs.length(item));
      }
    }
  }

  private void scoreChoice(SequenceBatch batch, int item, ScoreBuffer out) {
    if (figure == Figure.SUM_OR_CHOICE && ChoiceMetric.hasOnly(batch.choices(), item)) {
      score.set(out, item, ChoiceMetric.onlyLoglikelihood(batch.choices(), item), 1);
    } else {
      out.skip(item, Status.SKIPPED_NO_LOGPROBS);
    }
  }
}
