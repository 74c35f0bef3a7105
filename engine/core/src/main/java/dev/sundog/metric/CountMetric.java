package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;

/** A metric whose value of a pair is what was counted of it. */
abstract class CountMetric extends PairMetric {
  CountMetric(Description description) {
    super(description);
  }

  @Override
  final boolean scoreAtOnce(
      int[] counts, SequenceBatch batch, BatchCounts scratch, ScoreColumn out) {
    out.setCounts(counts);
    return true;
  }

  @Override
  final double numerator(int count, int predictionTokens, int referenceTokens) {
    return count;
  }
}
