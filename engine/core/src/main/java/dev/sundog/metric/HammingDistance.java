package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Hamming distance over token ids. */
final class HammingDistance extends CountMetric {
  HammingDistance() {
    super(
        new Description(
            "hamming_distance",
            "tokens",
            0,
            Double.POSITIVE_INFINITY,
            Direction.LOWER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            "differing positions over the shorter length, plus the length gap; several references:"
                + " min",
            "both empty: 0; no prediction: as an empty one; no reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.hammingDistances(batch, kernels);
  }
}
