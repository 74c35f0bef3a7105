package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Whether the prediction begins with the reference. */
final class PrefixMatch extends CountMetric {
  PrefixMatch() {
    super(
        new Description(
            "prefix_match",
            "share",
            0,
            1,
            Direction.HIGHER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            "1 if the reference is a prefix of the prediction, else 0; several references: max",
            "empty reference: 1; no prediction: 0; no reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.prefixMatches(batch, kernels);
  }

  @Override
  double numeratorOfMissing(int matches, int referenceTokens) {
    return 0;
  }
}
