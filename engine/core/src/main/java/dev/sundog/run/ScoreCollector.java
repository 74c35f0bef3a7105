// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A sink that keeps the scores of every item on the heap. */
final class ScoreCollector implements ScoreSink {
  private final List<Metric> metrics;
  private final double[][] values;
  private final byte[][] statuses;
  private int items;

  ScoreCollector(List<Metric> metrics) {
    this.metrics = metrics;
    values = new double[metrics.size()][1024];
    statuses = new byte[metrics.size()][1024];
  }

  @Override
  public Set<Metric.Input> inputs() {
    return Set.of();
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    return () -> append(scores, batch.items());
  }

  private void append(List<ScoreColumn> scores, int added) {
    int total = Math.addExact(items, added);
    for (int metric = 0; metric < values.length; metric++) {
      if (values[metric].length < total) {
        int room = Math.max(total, (int) Math.min(2L * items, Integer.MAX_VALUE - 8));
        values[metric] = Arrays.copyOf(values[metric], room);
        statuses[metric] = Arrays.copyOf(statuses[metric], room);
      }
      for (int item = 0; item < added; item++) {
        values[metric][items + item] = scores.get(metric).value(item);
        statuses[metric][items + item] = scores.get(metric).status(item).code();
      }
    }
    items = total;
  }

  Scores scores(Summary summary) {
    for (int metric = 0; metric < values.length; metric++) {
      values[metric] = Arrays.copyOf(values[metric], items);
      statuses[metric] = Arrays.copyOf(statuses[metric], items);
    }
    return new Scores(metrics, values, statuses, summary);
  }
}
