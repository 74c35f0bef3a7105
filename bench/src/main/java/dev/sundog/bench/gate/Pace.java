// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

/**
 * Duration of the gate's measurements.
 *
 * @param warmUpNanos warm-up of all sides of a probe: this time without an allocation, at most ten
 *     times as long
 * @param turnNanos smallest wall time of a turn of one side; passes are completed
 * @param turns interleaved turns per side; the best counts
 * @param repeats repetitions; their median counts
 */
record Pace(long warmUpNanos, long turnNanos, int turns, int repeats) {
  /**
   * 2 s of warm-up, 25 turns of 0.7 ms, 9 repetitions. With four competing threads a ratio then
   * varies by 2 %, and plain wall time by a factor of two.
   */
  public static final Pace STANDARD = new Pace(2_000_000_000L, 700_000, 25, 9);
}
