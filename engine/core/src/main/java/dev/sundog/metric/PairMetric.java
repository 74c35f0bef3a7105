package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/**
 * A metric of prediction against reference: skips items without a reference, and gives items with
 * several references the best value over them (the first on ties).
 */
abstract class PairMetric implements Metric {
  private final Description description;

  PairMetric(Description description) {
    this.description = description;
  }

  @Override
  public final Description description() {
    return description;
  }

  /** Counts of the batch's pairs that {@link #numerator} reads. */
  abstract int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch);

  /** The numerator of a pair. */
  abstract double numerator(int count, int predictionTokens, int referenceTokens);

  /** The weight of a pair; NaN skips the item as empty. */
  double weight(int predictionTokens, int referenceTokens) {
    return 1;
  }

  /** The second weight of a pair, where the aggregation is a product. */
  double secondWeight(int predictionTokens, int referenceTokens) {
    return 1;
  }

  /** The value of an item without a prediction against a pair's (possibly empty) reference. */
  double numeratorOfMissing(int count, int referenceTokens) {
    return numerator(count, 0, referenceTokens);
  }

  /**
   * Scores all items of a batch in loops of their own, if the metric has such: every item has a
   * prediction and one reference.
   *
   * @return false if nothing was done, so that pairs are scored one by one
   */
  boolean scoreAtOnce(int[] counts, SequenceBatch batch, BatchCounts scratch, ScoreColumn out) {
    return false;
  }

  /** 1 less a distance's share of the longer side; 1 if both are empty. */
  static double similarity(int distance, int predictionTokens, int referenceTokens) {
    int longer = Math.max(predictionTokens, referenceTokens);
    return 1 - (double) distance / Math.max(1, longer);
  }

  /** The same of all pairs, in units of shares. */
  static void similarities(int[] distances, SequenceBatch batch, BatchCounts scratch, long[] out) {
    int[] predictions = scratch.predictionTokens(batch);
    int[] references = scratch.referenceTokens(batch);
    int pairs = batch.pairs();
    for (int pair = 0; pair < pairs; pair++) {
      double similarity = similarity(distances[pair], predictions[pair], references[pair]);
      out[pair] = (long) (similarity * ScoreColumn.SHARE_UNITS);
    }
  }

  @Override
  public final void score(
      SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    int[] counts = counts(batch, kernels, scratch);
    boolean simple = batch.complete() && batch.pairsAreItems();
    if (simple && scoreAtOnce(counts, batch, scratch, out)) {
      return;
    }
    for (int item = 0; item < batch.items(); item++) {
      if (simple) {
        scorePair(batch, item, item, counts, true, out);
      } else if (batch.hasReference(item)) {
        scoreItem(batch, item, counts, out);
      } else {
        out.skip(item, Status.SKIPPED_NO_REFERENCE);
      }
    }
  }

  private void scoreItem(SequenceBatch batch, int item, int[] counts, ScoreColumn out) {
    boolean predicted = batch.hasPrediction(item);
    int first = batch.pairStart(item);
    int end = batch.pairStart(item + 1);
    int best = first;
    for (int pair = first + 1; pair < end; pair++) {
      if (better(batch, pair, best, counts, predicted)) {
        best = pair;
      }
    }
    scorePair(batch, item, best, counts, predicted, out);
  }

  private boolean better(SequenceBatch batch, int pair, int best, int[] counts, boolean predicted) {
    double challenger = value(batch, pair, counts, predicted);
    double champion = value(batch, best, counts, predicted);
    if (Double.isNaN(challenger) || Double.isNaN(champion)) {
      return Double.isNaN(champion) && !Double.isNaN(challenger);
    }
    return description.direction() == Direction.LOWER
        ? challenger < champion
        : challenger > champion;
  }

  /** Value of a pair; NaN where its weight is. */
  private double value(SequenceBatch batch, int pair, int[] counts, boolean predicted) {
    int p = batch.predictions().length(pair);
    int r = batch.references().length(pair);
    double numerator =
        predicted ? numerator(counts[pair], p, r) : numeratorOfMissing(counts[pair], r);
    return description.aggregation().ratio(numerator, weight(p, r), secondWeight(p, r));
  }

  private void scorePair(
      SequenceBatch batch, int item, int pair, int[] counts, boolean predicted, ScoreColumn out) {
    int p = batch.predictions().length(pair);
    int r = batch.references().length(pair);
    double weight = weight(p, r);
    if (Double.isNaN(weight)) {
      out.skip(item, Status.SKIPPED_EMPTY);
    } else {
      double numerator =
          predicted ? numerator(counts[pair], p, r) : numeratorOfMissing(counts[pair], r);
      out.setProduct(item, numerator, weight, secondWeight(p, r));
    }
  }
}
