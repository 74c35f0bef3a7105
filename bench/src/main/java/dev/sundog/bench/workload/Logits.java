// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import dev.sundog.emergence.workload.SplitMix64;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Rows of logits as a model writes them: most ids far below a few likely ones. */
public final class Logits {
  private static final float SPREAD = 12;
  private static final int LIKELY = 997;
  private static final float LIFT = 8;
  private static final int ROWS = 8;

  private Logits() {}

  /**
   * Rows, of which every eighth is the same.
   *
   * @param format how logits are stored
   * @param vocabulary logits of a row
   * @param bytes approximate size of all rows
   * @return the rows, to be closed
   */
  public static LogitsColumn rows(Format format, int vocabulary, long bytes, long seed) {
    int rows = (int) Math.max(1, bytes / ((long) format.bytes() * vocabulary));
    LogitsColumn logits = new LogitsColumn(format, vocabulary, rows);
    SplitMix64 random = new SplitMix64(seed);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment some = arena.allocate((long) ROWS * vocabulary * format.bytes(), 64);
      for (int position = 0; position < ROWS * vocabulary; position++) {
        float logit = SPREAD * (float) (random.nextDouble() * random.nextDouble() - 1);
        set(format, some, position, position % LIKELY == 0 ? logit + LIFT : logit);
      }
      for (int row = 0; row < rows; row++) {
        long offset = (long) (row % ROWS) * vocabulary * format.bytes();
        logits.add(some, offset, (int) (random.nextDouble() * vocabulary));
      }
    }
    return logits;
  }

  private static void set(Format format, MemorySegment memory, int position, float logit) {
    switch (format) {
      case FLOAT32 -> memory.setAtIndex(ValueLayout.JAVA_FLOAT, position, logit);
      case FLOAT16 ->
          memory.setAtIndex(ValueLayout.JAVA_SHORT, position, Float.floatToFloat16(logit));
      case BFLOAT16 ->
          memory.setAtIndex(
              ValueLayout.JAVA_SHORT, position, (short) (Float.floatToRawIntBits(logit) >>> 16));
    }
  }
}
