package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Exact match over token ids. */
final class ExactMatch extends CountMetric {
  ExactMatch() {
    super(
        new Description(
            "exact_match",
            "share",
            0,
            1,
            Direction.HIGHER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            "1 if prediction and reference are the same token ids, else 0; several references: max",
            "both empty: 1; no prediction: 0; no reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.exactMatches(batch, kernels);
  }

  @Override
  double numeratorOfMissing(int same, int referenceTokens) {
    return 0;
  }
}
