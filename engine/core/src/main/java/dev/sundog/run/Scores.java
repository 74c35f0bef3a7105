// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.Summary;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Status;
import java.util.List;

/** Scores of every item, on the heap, with their summary. Immutable. */
public final class Scores {

  private final List<Metric> metrics;
  private final double[][] values;
  private final byte[][] statuses;
  private final Summary summary;

  Scores(List<Metric> metrics, double[][] values, byte[][] statuses, Summary summary) {
    this.metrics = metrics;
    this.values = values;
    this.statuses = statuses;
    this.summary = summary;
  }

  /** The metrics, in the order of the evaluator. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** Number of items. */
  public long items() {
    return summary.items();
  }

  /**
   * An item's value: NaN if it was skipped; ±∞ are possible.
   *
   * @throws IllegalArgumentException if the metric was not scored
   */
  public double value(String metric, int item) {
    return values[index(metric)][item];
  }

  /** All values of a metric, copied. */
  public double[] values(String metric) {
    return values[index(metric)].clone();
  }

  /** Whether an item was scored, or why it was skipped. */
  public Status status(String metric, int item) {
    return Status.of(statuses[index(metric)][item]);
  }

  /** Aggregates over all items. */
  public Summary summary() {
    return summary;
  }

  private int index(String name) {
    for (int metric = 0; metric < metrics.size(); metric++) {
      if (metrics.get(metric).name().equals(name)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("metric " + name + " was not scored");
  }
}
