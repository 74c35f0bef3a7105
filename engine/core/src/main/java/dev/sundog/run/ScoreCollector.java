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
    this(metrics, 0);
  }

  /** A sink for a known number of items, to be {@linkplain #put put} in any order. */
  ScoreCollector(List<Metric> metrics, int items) {
    this.metrics = metrics;
    this.items = items;
    values = new double[metrics.size()][items];
    statuses = new byte[metrics.size()][items];
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

  /** Keeps the scores of the next items. */
  void append(List<ScoreColumn> scores, int added) {
    int total = Math.addExact(items, added);
    makeRoom(total);
    put(items, scores, added);
    items = total;
  }

  private void makeRoom(int total) {
    for (int metric = 0; metric < values.length; metric++) {
      if (values[metric].length < total) {
        int room =
            Math.max(Math.max(total, 1024), (int) Math.min(2L * items, Integer.MAX_VALUE - 8));
        values[metric] = Arrays.copyOf(values[metric], room);
        statuses[metric] = Arrays.copyOf(statuses[metric], room);
      }
    }
  }

  /** Keeps scores of known items; different threads may put different items. */
  void put(int first, List<ScoreColumn> scores, int added) {
    for (int metric = 0; metric < values.length; metric++) {
      for (int item = 0; item < added; item++) {
        values[metric][first + item] = scores.get(metric).value(item);
        statuses[metric][first + item] = scores.get(metric).status(item).code();
      }
    }
  }

  Scores scores(Summary summary) {
    for (int metric = 0; metric < values.length; metric++) {
      values[metric] = Arrays.copyOf(values[metric], items);
      statuses[metric] = Arrays.copyOf(statuses[metric], items);
    }
    return new Scores(metrics, values, statuses, summary);
  }
}
