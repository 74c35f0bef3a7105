package dev.sundog.metric;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;

/**
 * A metric of ours under the name that another tool has for it.
 *
 * @param description what the tool says it is
 * @param metric what it is
 */
record Theirs(Description description, Metric metric) implements Metric {
  @Override
  public void score(SequenceBatch batch, Kernels kernels, Scratch scratch, ScoreColumn out) {
    metric.score(batch, kernels, scratch, out);
  }
}
