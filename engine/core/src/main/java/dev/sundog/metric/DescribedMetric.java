package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/**
 * A metric under another description than its own.
 *
 * @param description what is said of it
 * @param metric what scores
 */
record DescribedMetric(Description description, Metric metric) implements Metric {
  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts scratch, ScoreColumn out) {
    metric.score(batch, kernels, scratch, out);
  }
}
