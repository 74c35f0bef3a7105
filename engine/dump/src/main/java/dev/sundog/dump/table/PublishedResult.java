// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

/**
 * A published result of one model on one task.
 *
 * @param task name of the task
 * @param metric name of the metric
 * @param family family of the model; empty if unknown
 * @param scale size of the model, above 0
 * @param figure the metric's value
 * @param length tokens of every target; 0 if unknown
 * @param source file of the result
 * @param record number of the record in the file, from 1; 0 for a file without records
 */
public record PublishedResult(
    String task,
    String metric,
    String family,
    double scale,
    Figure figure,
    int length,
    String source,
    long record) {
  /**
   * A value of a metric.
   *
   * @param value the value, finite
   * @param items number of items; 0 if unknown
   * @param stderr standard error of the value; NaN if unknown
   * @param lowerIsBetter whether smaller values are better
   */
  public record Figure(double value, long items, double stderr, boolean lowerIsBetter) {}
}
