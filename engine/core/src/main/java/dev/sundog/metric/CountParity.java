package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/** Another tool's formula over the edit distance and the lengths of the batch's own tokens. */
final class CountParity extends PairMetric {
  /** A value of distance and lengths in tokens. */
  @FunctionalInterface
  interface Numerator {
    /** The value, or its numerator. */
    double of(int distance, int predictionTokens, int referenceTokens);
  }

  /** A weight of lengths in tokens. */
  @FunctionalInterface
  interface Weight {
    /** The weight; NaN skips the item as empty. */
    double of(int predictionTokens, int referenceTokens);
  }

  private final Numerator numerator;
  private final Weight weight;
  private final Weight secondWeight;

  CountParity(Description description, Numerator numerator, Weight weight) {
    this(description, numerator, weight, (p, r) -> 1);
  }

  CountParity(Description description, Numerator numerator, Weight weight, Weight secondWeight) {
    super(description);
    this.numerator = numerator;
    this.weight = weight;
    this.secondWeight = secondWeight;
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.editDistances(batch, kernels);
  }

  @Override
  double numerator(int distance, int predictionTokens, int referenceTokens) {
    return numerator.of(distance, predictionTokens, referenceTokens);
  }

  @Override
  double weight(int predictionTokens, int referenceTokens) {
    return weight.of(predictionTokens, referenceTokens);
  }

  @Override
  double secondWeight(int predictionTokens, int referenceTokens) {
    return secondWeight.of(predictionTokens, referenceTokens);
  }
}
