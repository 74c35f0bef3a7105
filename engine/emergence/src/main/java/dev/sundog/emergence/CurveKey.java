// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

/**
 * Identity of a curve: one task, one metric, one family of models.
 *
 * @param task name of the task
 * @param metric name of the metric
 * @param family name of the family of models; empty if there is only one
 * @param length tokens per target; 0 if the targets differ in length or it is unknown
 */
public record CurveKey(String task, String metric, String family, int length) {
  /** Checks the length. */
  public CurveKey {
    if (length < 0) {
      throw new IllegalArgumentException("target length must not be negative, but is " + length);
    }
  }

  /** The key of a curve without a single target length. */
  public static CurveKey of(String task, String metric, String family) {
    return new CurveKey(task, metric, family, 0);
  }

  /** The same task, family and length under another metric. */
  public CurveKey under(String otherMetric) {
    return new CurveKey(task, otherMetric, family, length);
  }
}
