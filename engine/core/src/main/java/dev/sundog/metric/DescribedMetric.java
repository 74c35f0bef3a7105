// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/**
 * A metric under another description.
 *
 * @param description the description to show
 * @param metric the metric that computes the scores
 */
record DescribedMetric(Description description, Metric metric) implements Metric {
  @Override
  public void score(SequenceBatch batch, Kernels kernels, BatchCounts counts, ScoreBuffer out) {
    metric.score(batch, kernels, counts, out);
  }
}
