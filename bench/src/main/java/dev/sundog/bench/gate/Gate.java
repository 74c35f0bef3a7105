// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Measures probes in interleaved turns of equal wall time. Other work of the machine then affects
 * all sides equally, and the best turn of a side is an undisturbed one.
 *
 * @param pace duration of warm-up and turns
 * @param bits width of the JVM's vectors, in bits, copied to the readings
 */
record Gate(Pace pace, int bits) {
  private static final int SIDES = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long ALLOCATION_NANOS = 2_000_000_000L;

  /**
   * One probe.
   *
   * @param probe left open
   */
  public Reading measure(Probe probe) {
    Runnable[] sides = {probe.engine(), probe.scalar(), probe.copy()};
    warmUp(sides);
    double[] passesPerSecond = new double[pace.repeats()];
    double[] overScalar = new double[pace.repeats()];
    double[] overCopy = new double[pace.repeats()];
    for (int repeat = 0; repeat < pace.repeats(); repeat++) {
      double[] best = bestOfTurns(sides);
      passesPerSecond[repeat] = best[0];
      overScalar[repeat] = best[0] / best[1];
      overCopy[repeat] = best[0] / best[2];
    }
    double rate = Arrays.stream(passesPerSecond).max().orElseThrow();
    return new Reading(
        probe.kernel(),
        bits,
        rate * probe.items(),
        rate * probe.bytes(),
        median(overScalar),
        median(overCopy),
        allocated(probe.engine()),
        probe.agree().getAsBoolean());
  }

  /**
   * Runs the sides until the engine's passes have not allocated for the warm-up time. A vector
   * method allocates until C2 has compiled it, which takes seconds on a busy machine.
   */
  private void warmUp(Runnable[] sides) {
    long start = System.nanoTime();
    long cleanSince = start;
    long now;
    do {
      boolean clean = allocatedBytes(sides[0]) == 0;
      for (Runnable side : sides) {
        turn(side);
      }
      now = System.nanoTime();
      cleanSince = clean ? cleanSince : now;
    } while (now - cleanSince < pace.warmUpNanos() && now - start < 10 * pace.warmUpNanos());
  }

  private double[] bestOfTurns(Runnable[] sides) {
    double[] best = new double[SIDES];
    for (int turn = 0; turn < pace.turns(); turn++) {
      for (int side = 0; side < SIDES; side++) {
        best[side] = Math.max(best[side], turn(sides[side]));
      }
    }
    return best;
  }

  /** Passes per second over at least one turn. */
  private double turn(Runnable side) {
    long start = System.nanoTime();
    long passes = 0;
    long elapsed;
    do {
      side.run();
      passes++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < pace.turnNanos());
    return passes * 1e9 / elapsed;
  }

  /**
   * Bytes allocated by one pass, counted by the JVM: the minimum over two seconds, because a method
   * that is not yet compiled allocates too.
   */
  private static long allocated(Runnable side) {
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + ALLOCATION_NANOS;
    while (least > 0 && System.nanoTime() < end) {
      least = Math.min(least, allocatedBytes(side));
    }
    return least;
  }

  private static long allocatedBytes(Runnable side) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    side.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
