// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Levenshtein distance up to a bound: only a band of the matrix is computed. */
final class BoundedEditDistance implements Metric {
  private static final String NAME = "bounded_edit_distance";
  private static final int DEFAULT_BOUND = 16;

  private final PairMetric metric;

  BoundedEditDistance() {
    this(NAME, DEFAULT_BOUND);
  }

  private BoundedEditDistance(String name, int bound) {
    metric =
        PairMetric.ofCount(
            new Description(
                name,
                "edit distance up to " + bound,
                new Range("tokens", 0, bound + 1.0),
                Direction.LOWER,
                Kind.SMOOTH,
                Aggregation.MEAN,
                Set.of(Input.TOKENS),
                new Definition(
                    "token_edit_distance if at most k, else k + 1; k = "
                        + bound
                        + " (change it with "
                        + NAME
                        + "=K); several references: min",
                    "both empty: 0; no prediction: scored as empty; no reference: skipped")),
            (counts, batch, kernels) -> counts.boundedEditDistances(batch, kernels, bound));
  }

  @Override
  public Description description() {
    return metric.description();
  }

  @Override
  public Metric with(String argument) {
    try {
      int bound = Integer.parseInt(argument);
      if (bound >= 0 && bound < Integer.MAX_VALUE) {
        return new BoundedEditDistance(NAME + "=" + bound, bound);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          NAME + "=" + argument + ": not a whole number of 0 to " + (Integer.MAX_VALUE - 1), e);
    }
    throw new IllegalArgumentException(
        NAME + "=" + argument + ": must be 0 to " + (Integer.MAX_VALUE - 1));
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    metric.score(batch, kernels, counts, out);
  }
}
