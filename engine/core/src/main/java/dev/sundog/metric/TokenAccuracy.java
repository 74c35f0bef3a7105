package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Share of positions that agree. */
final class TokenAccuracy extends PairMetric {
  TokenAccuracy() {
    super(
        new Description(
            "token_accuracy",
            "share",
            0,
            1,
            Direction.HIGHER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            "1 - hamming_distance / max(prediction tokens, reference tokens); several references:"
                + " max",
            "both empty: 1; no prediction: 0; no reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.hammingDistances(batch, kernels);
  }

  @Override
  boolean scoreAtOnce(int[] distances, SequenceBatch batch, BatchCounts scratch, ScoreColumn out) {
    similarities(distances, batch, scratch, out.setShares());
    return true;
  }

  @Override
  double numerator(int distance, int predictionTokens, int referenceTokens) {
    return similarity(distance, predictionTokens, referenceTokens);
  }

  @Override
  double numeratorOfMissing(int distance, int referenceTokens) {
    return 0;
  }
}
