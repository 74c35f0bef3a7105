// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;

/**
 * Log-probabilities of the tokens of many items, in nats, float32, off-heap, in Arrow's list
 * layout. Values are at most 0, −∞ or NaN (unknown): others are rejected before they get here.
 *
 * <p>Valid as long as its batch; after that, every method that reads memory throws {@link
 * IllegalStateException}.
 */
public final class LogprobColumn {
  private static final float ROUNDING_NATS = 1e-6f;

  private final int count;
  private final MemorySegment values;
  private final MemorySegment offsets;
  private final BatchLifetime lifetime;

  LogprobColumn(int count, MemorySegment values, MemorySegment offsets, BatchLifetime lifetime) {
    this.count = count;
    this.values = values;
    this.offsets = offsets;
    this.lifetime = lifetime;
  }

  static LogprobColumn of(
      int items, Staging.OfFloat staged, BatchMemory memory, BatchLifetime lifetime) {
    MemorySegment offsets = memory.reserve(Slot.LOGPROB_OFFSETS, 4L * (items + 1));
    staged.writeOffsets(offsets);
    MemorySegment values = memory.reserve(Slot.LOGPROB_VALUES, 4L * staged.size);
    staged.writeValues(values);
    return new LogprobColumn(items, values, offsets, lifetime);
  }

  /** Whether a number can be a log-prob in nats: at most 1e-6 (rounding), or NaN: unknown. */
  public static boolean isLogprob(double nats) {
    return !(nats > ROUNDING_NATS);
  }

  /** Number of items. */
  public int count() {
    return count;
  }

  /** Log-probs of all items end to end, float32, padded for full vector loads. */
  public MemorySegment values() {
    lifetime.check();
    return values;
  }

  /** {@code count() + 1} offsets of 32 bits, in tokens. */
  public MemorySegment offsets() {
    lifetime.check();
    return offsets;
  }

  /** Offset of the first log-prob of an item, in tokens. */
  public long offset(int item) {
    lifetime.check();
    return offsets.getAtIndex(JAVA_INT, item);
  }

  /** Number of log-probs of an item: its scored tokens. */
  public int length(int item) {
    return (int) (offset(item + 1) - offset(item));
  }

  /** One log-prob, in nats. */
  public float logprob(int item, int position) {
    return values.getAtIndex(JAVA_FLOAT, offset(item) + position);
  }
}
