package dev.sundog.bench.gate;

/**
 * How long the gate measures.
 *
 * @param warmUpNanos for all sides of a probe together, before anything is timed: so long without
 *     an allocation, but at most ten times that
 * @param turnNanos least wall time of one turn of one side; a pass is never cut short
 * @param turns turns of every side, one side after the other, of which the best counts
 * @param repeats how many times that is done; the median of the repeats counts
 */
record Pace(long warmUpNanos, long turnNanos, int turns, int repeats) {
  /**
   * 2 s of warm-up, 25 turns of 0.7 ms, 9 repeats: held a ratio within 2 % under four competing
   * threads, where plain wall time moved it by a factor of two.
   */
  public static final Pace STANDARD = new Pace(2_000_000_000L, 700_000, 25, 9);
}
