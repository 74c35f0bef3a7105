package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Levenshtein distance over token ids. */
final class TokenEditDistance extends CountMetric {
  TokenEditDistance() {
    super(
        new Description(
            "token_edit_distance",
            "tokens",
            0,
            Double.POSITIVE_INFINITY,
            Direction.LOWER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            "fewest insertions, deletions and substitutions of tokens; several references: min",
            "both empty: 0; one empty: the other's length; no prediction: as an empty one; no"
                + " reference: skipped"));
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    return scratch.editDistances(batch, kernels);
  }
}
