package dev.sundog.bench.gate;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Measures probes by interleaved turns of equal wall time, so that whatever else the machine does
 * falls on all sides alike, and the best turn of each is one that nothing disturbed.
 *
 * @param pace how long
 * @param bits width of the JVM's vectors, in bits, which readings carry
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
   * Runs the sides until none of the engine's passes has allocated for so long: a vector method
   * does until it is compiled in full, for which a busy machine may take seconds.
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

  /** Passes per second over at least the time of a turn. */
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
   * Bytes of one pass, counted by the JVM. The least of the passes of two seconds, because what a
   * method allocates until its compiler comes round to it is no property of the kernel.
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
