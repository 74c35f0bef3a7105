package dev.sundog.metric;

import dev.sundog.batch.ExternalScoreColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** A metric whose scores another tool computed: they are read from the dump and summed up. */
public final class ExternalScoreMetric implements Metric {
  private final Description description;
  private final int number;

  /**
   * A metric of a tool.
   *
   * @param tool the tool's name
   * @param name the metric's name there
   * @param direction which scores are better
   * @param number which scores of {@link ExternalScoreColumn} are its
   */
  public ExternalScoreMetric(String tool, String name, Direction direction, int number) {
    this.number = number;
    description =
        new Description(
            name,
            "as given",
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            direction,
            Aggregation.MEAN,
            Set.of(),
            "the score that " + tool + " gave; corpus: mean over the items",
            "no score: skipped as empty");
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    ExternalScoreColumn given = batch.given();
    for (int item = 0; item < batch.items(); item++) {
      double score = given == null ? Double.NaN : given.score(number, item);
      if (Double.isNaN(score)) {
        out.skip(item, Status.SKIPPED_EMPTY);
      } else {
        out.set(item, score);
      }
    }
  }
}
