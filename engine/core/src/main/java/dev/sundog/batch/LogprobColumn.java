package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;

/**
 * Log-probabilities of the tokens of many items, in nats, float32, off-heap, in Arrow's list
 * layout. Values are at most 0 (beyond rounding) or −∞, never NaN: the builder refuses others.
 */
public final class LogprobColumn {
  private final int count;
  private final MemorySegment values;
  private final MemorySegment offsets;

  LogprobColumn(int count, MemorySegment values, MemorySegment offsets) {
    this.count = count;
    this.values = values;
    this.offsets = offsets;
  }

  static LogprobColumn of(int items, Staging.OfFloat staged, BatchMemory memory) {
    MemorySegment offsets = memory.reserve(Slot.LOGPROB_OFFSETS, 4L * (items + 1));
    staged.writeOffsets(offsets);
    MemorySegment values = memory.reserve(Slot.LOGPROB_VALUES, 4L * staged.size);
    staged.writeValues(values);
    return new LogprobColumn(items, values, offsets);
  }

  /** Number of items. */
  public int count() {
    return count;
  }

  /** Log-probs of all items end to end, float32, padded for full vector loads. */
  public MemorySegment values() {
    return values;
  }

  /** {@code count() + 1} offsets of 32 bits, in tokens. */
  public MemorySegment offsets() {
    return offsets;
  }

  /** Offset of the first log-prob of an item, in tokens. */
  public long offset(int item) {
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
