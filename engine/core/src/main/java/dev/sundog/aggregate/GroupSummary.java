// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One group of a summary.
 *
 * @param key one text per name of the summary's key; empty if there are no groups
 * @param items items in the group
 * @param noPrediction items without a prediction: included, and scored as wrong
 * @param metrics one summary per metric, in the order of the run's metrics
 * @param calibration confidence against accuracy, or null if it was not requested
 */
public record GroupSummary(
    List<String> key,
    long items,
    long noPrediction,
    List<MetricSummary> metrics,
    @Nullable GroupCalibration calibration) {
  /** Copies the lists. */
  public GroupSummary {
    key = List.copyOf(key);
    metrics = List.copyOf(metrics);
  }

  /** The same without some metrics. */
  GroupSummary withoutMetrics(Set<String> names) {
    return new GroupSummary(
        key,
        items,
        noPrediction,
        metrics.stream().filter(metric -> !names.contains(metric.name())).toList(),
        calibration);
  }

  /**
   * The summary of one metric.
   *
   * @throws IllegalArgumentException if the metric was not scored
   */
  public MetricSummary metric(String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("metric " + name + " was not scored"));
  }
}
