package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** Levenshtein distance up to a bound, at the cost of the band only. */
final class BoundedEditDistance extends CountMetric {
  private static final String NAME = "bounded_edit_distance";
  private static final int DEFAULT_BOUND = 16;

  private final int bound;

  BoundedEditDistance() {
    this(NAME, DEFAULT_BOUND);
  }

  private BoundedEditDistance(String name, int bound) {
    super(
        new Description(
            name,
            "tokens",
            0,
            bound + 1.0,
            Direction.LOWER,
            Aggregation.MEAN,
            Set.of(Input.TOKENS),
            "token_edit_distance if at most k, else k + 1; k = "
                + bound
                + " (another: "
                + NAME
                + "=K); several references: min",
            "both empty: 0; no prediction: as an empty one; no reference: skipped"));
    this.bound = bound;
  }

  @Override
  public Metric with(String argument) {
    try {
      int asked = Integer.parseInt(argument);
      if (asked >= 0 && asked < Integer.MAX_VALUE) {
        return new BoundedEditDistance(NAME + "=" + asked, asked);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(NAME + "=" + argument + ": not a whole number", e);
    }
    throw new IllegalArgumentException(NAME + "=" + argument + ": must be at least 0");
  }

  @Override
  int[] counts(SequenceBatch batch, Kernels kernels, BatchCounts scratch) {
    int[] out = new int[batch.pairs()];
    kernels.boundedEditDistance(
        batch.predictions(), batch.references(), bound, scratch.workspace(), out);
    return out;
  }
}
