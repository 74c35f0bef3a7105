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
            "token_edit_distance / reference tokens; corpus: sum of distances / sum of reference tokens",
            "empty reference: skipped; no prediction: as an empty one; no reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, Scratch scratch) {
    return scratch.editDistances(batch, kernels);
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
