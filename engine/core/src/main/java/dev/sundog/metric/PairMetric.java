// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/**
 * A metric of prediction against reference, made of one count per pair and the two lengths. Items
 * without a reference are skipped. An item with several references gets the best value over them,
 * the first on ties.
 *
 * @param description the metric's description
 * @param counts the count per pair that the other functions read
 * @param numerator the numerator of a pair
 * @param weight the weight of a pair
 * @param secondWeight the second weight of a pair, for products
 * @param zeroIfMissing whether the numerator of an item without a prediction is 0, instead of that
 *     of an empty prediction
 * @param wholeBatch the fast path
 */
public record PairMetric(
    Description description,
    PairCounts counts,
    Numerator numerator,
    Weight weight,
    Weight secondWeight,
    boolean zeroIfMissing,
    WholeBatch wholeBatch)
    implements Metric {
  /** One count per pair of a batch. */
  @FunctionalInterface
  public interface PairCounts {
    /** The counts: one per pair, and possibly more; not to be changed. */
    int[] of(BatchCounts counts, SequenceBatch batch, Kernels kernels);
  }

  /** Numerator of a pair. */
  @FunctionalInterface
  public interface Numerator {
    /** The numerator for a count and the lengths in tokens. */
    double of(int count, int predictionTokens, int referenceTokens);
  }

  /** Weight of a pair. */
  @FunctionalInterface
  public interface Weight {
    /** Weight 1. */
    Weight ONE = (predictionTokens, referenceTokens) -> 1;

    /** The weight for lengths in tokens; NaN skips the item, but its numerator counts. */
    double of(int predictionTokens, int referenceTokens);
  }

  /** Scores a batch in plain loops if every item has a prediction and exactly one reference. */
  @FunctionalInterface
  public interface WholeBatch {
    /** No fast path. */
    WholeBatch NONE = (counts, batch, shared, out) -> false;

    /**
     * Scores all items.
     *
     * @return false if nothing was done, so that pairs are scored one by one
     */
    boolean score(int[] counts, SequenceBatch batch, BatchCounts shared, ScoreBuffer out);
  }

  /** A metric whose value for a pair is the count itself. */
  public static PairMetric ofCount(Description description, PairCounts counts) {
    return of(description, counts, (count, p, r) -> count)
        .withWholeBatch((all, batch, shared, out) -> {
          out.setCounts(all);
          return true;
        });
  }

  /** A metric of weight 1. */
  public static PairMetric of(Description description, PairCounts counts, Numerator numerator) {
    return new PairMetric(
        description, counts, numerator, Weight.ONE, Weight.ONE, false, WholeBatch.NONE);
  }

  /** The same numerator over a weight. */
  public PairMetric over(Weight weight) {
    return over(weight, Weight.ONE);
  }

  /** The same numerator over each of two weights. */
  public PairMetric over(Weight weight, Weight secondWeight) {
    return new PairMetric(
        description, counts, numerator, weight, secondWeight, zeroIfMissing, wholeBatch);
  }

  /** The same metric with numerator 0 for items without a prediction. */
  PairMetric withZeroIfMissing() {
    return new PairMetric(description, counts, numerator, weight, secondWeight, true, wholeBatch);
  }

  /** The same metric with a fast path. */
  PairMetric withWholeBatch(WholeBatch fast) {
    return new PairMetric(
        description, counts, numerator, weight, secondWeight, zeroIfMissing, fast);
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts shared, ScoreBuffer out) {
    int[] all = counts.of(shared, batch, kernels);
    boolean simple = batch.complete() && batch.pairsAreItems();
    if (simple && wholeBatch.score(all, batch, shared, out)) {
      return;
    }
    for (int item = 0; item < batch.items(); item++) {
      if (simple) {
        scorePair(batch, item, item, all, true, out);
      } else if (batch.hasReference(item)) {
        scoreItem(batch, item, all, out);
      } else {
        out.skip(item, Status.SKIPPED_NO_REFERENCE);
      }
    }
  }

  private void scoreItem(SequenceBatch batch, int item, int[] all, ScoreBuffer out) {
    boolean predicted = batch.hasPrediction(item);
    int first = batch.pairStart(item);
    int end = batch.pairStart(item + 1);
    int best = first;
    for (int pair = first + 1; pair < end; pair++) {
      if (better(batch, pair, best, all, predicted)) {
        best = pair;
      }
    }
    scorePair(batch, item, best, all, predicted, out);
  }

  private boolean better(SequenceBatch batch, int pair, int best, int[] all, boolean predicted) {
    double challenger = value(batch, pair, all, predicted);
    double champion = value(batch, best, all, predicted);
    if (Double.isNaN(challenger) || Double.isNaN(champion)) {
      return Double.isNaN(champion) && !Double.isNaN(challenger);
    }
    return description.direction() == Direction.LOWER
        ? challenger < champion
        : challenger > champion;
  }

  /** Value of a pair; NaN where its weight is. */
  private double value(SequenceBatch batch, int pair, int[] all, boolean predicted) {
    int p = batch.predictions().length(pair);
    int r = batch.references().length(pair);
    return description
        .aggregation()
        .ratio(numerator(all[pair], p, r, predicted), weight.of(p, r), secondWeight.of(p, r));
  }

  private double numerator(int count, int p, int r, boolean predicted) {
    if (predicted) {
      return numerator.of(count, p, r);
    }
    return zeroIfMissing ? 0 : numerator.of(count, 0, r);
  }

  private void scorePair(
      SequenceBatch batch, int item, int pair, int[] all, boolean predicted, ScoreBuffer out) {
    int p = batch.predictions().length(pair);
    int r = batch.references().length(pair);
    double pairWeight = weight.of(p, r);
    double pairNumerator = numerator(all[pair], p, r, predicted);
    if (Double.isNaN(pairWeight)) {
      out.skipUnweighted(item, pairNumerator);
    } else {
      out.setProduct(item, pairNumerator, pairWeight, secondWeight.of(p, r));
    }
  }
}
