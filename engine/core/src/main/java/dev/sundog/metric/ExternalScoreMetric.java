// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ExternalScoreColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import java.util.Set;

/** A metric whose item scores another tool computed: they are read from the dump and averaged. */
public final class ExternalScoreMetric implements Metric {
  private final Description description;
  private final int number;

  /**
   * A tool's metric. Direction and kind are those of {@link PublishedMetrics}, neutral and other
   * for names that are not known.
   *
   * @param tool the tool's name
   * @param name the metric's name there
   * @param number the metric's number in {@link ExternalScoreColumn}
   */
  public ExternalScoreMetric(String tool, String name, int number) {
    this.number = number;
    description =
        new Description(
            name,
            tool + "'s " + name,
            new Range("as given", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            PublishedMetrics.direction(name),
            PublishedMetrics.kind(name),
            Aggregation.MEAN,
            Set.of(),
            new Definition(
                "the score that " + tool + " wrote; corpus: mean over the items",
                "no score: skipped as empty"));
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    ExternalScoreColumn given = batch.externalScores();
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
