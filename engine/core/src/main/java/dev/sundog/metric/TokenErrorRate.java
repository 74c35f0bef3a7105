package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Edits per reference token: word error rate over tokens. */
final class TokenErrorRate extends PairMetric {
  TokenErrorRate() {
    super(
        new Description(
            "token_error_rate",
            "edits per token",
            0,
            Double.POSITIVE_INFINITY,
            Direction.LOWER,
            Aggregation.RATIO,
            Set.of(Input.TOKENS),
            "token_edit_distance / reference tokens; corpus: sum of distances / sum of reference"
                + " tokens",
            "empty reference: skipped; no prediction: as an empty one; no reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.editDistances(batch, kernels);
  }

  @Override
  boolean scoreAtOnce(int[] distances, SequenceBatch batch, BatchCounts scratch, ScoreColumn out) {
    int[] tokens = scratch.referenceTokens(batch);
    int shortest = Integer.MAX_VALUE;
    int items = batch.items();
    for (int item = 0; item < items; item++) {
      shortest = Math.min(shortest, tokens[item]);
    }
    if (shortest > 0) {
      out.setRatios(distances, tokens);
    }
    return shortest > 0;
  }

  @Override
  double numerator(int distance, int predictionTokens, int referenceTokens) {
    return distance;
  }

  @Override
  double weight(int predictionTokens, int referenceTokens) {
    return referenceTokens == 0 ? Double.NaN : referenceTokens;
  }
}
