// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

/**
 * The metric of an item's confidence, and the metric of its correctness.
 *
 * @param confidence name of a metric of 0 to 1, such as {@code choice_confidence}
 * @param accuracy name of a metric of 0 to 1, such as {@code acc}
 * @param bins number of bins, by width and by mass
 */
public record CalibrationOptions(String confidence, String accuracy, int bins) {
  /** Checks the number of bins. */
  public CalibrationOptions {
    if (bins < 1) {
      throw new IllegalArgumentException(bins + " bins; expected at least 1");
    }
  }
}
