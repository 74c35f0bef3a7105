// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

/** Which values of a metric are better. */
public enum Direction {
  /** Greater values are better. */
  HIGHER,
  /** Smaller values are better. */
  LOWER,
  /** Neither: the value describes the data. */
  NEUTRAL,
}
