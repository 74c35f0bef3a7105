// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/**
 * An interval for a figure; both ends are NaN if it is undefined.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
  /** The undefined interval: nothing was observed. */
  public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

  /** Whether a value lies in the interval, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
