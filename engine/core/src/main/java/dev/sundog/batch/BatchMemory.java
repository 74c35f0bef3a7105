// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;

/**
 * Off-heap memory for one batch at a time, reused from batch to batch: a run of millions of batches
 * allocates only while its batches grow. Every slot is 64-byte aligned and followed by {@link
 * #PADDING_BYTES} bytes that belong to it.
 *
 * <p>Not thread-safe; may be closed by any thread.
 */
public final class BatchMemory implements AutoCloseable {
  /** Readable bytes after the last value of every slot: two vector loads of 512 bits. */
  public static final int PADDING_BYTES = 128;

  private static final int ALIGNMENT_BYTES = 64;

  /** The columns of a batch that have memory of their own. */
  public enum Slot {
    /** Prediction token values. */
    PREDICTION_VALUES,
    /** Prediction offsets. */
    PREDICTION_OFFSETS,
    /** Reference token values. */
    REFERENCE_VALUES,
    /** Reference offsets. */
    REFERENCE_OFFSETS,
    /** UTF-8 bytes of prediction texts. */
    PREDICTION_TEXT,
    /** Offsets of prediction texts. */
    PREDICTION_TEXT_OFFSETS,
    /** UTF-8 bytes of reference texts. */
    REFERENCE_TEXT,
    /** Offsets of reference texts. */
    REFERENCE_TEXT_OFFSETS,
    /** Log-probs. */
    LOGPROB_VALUES,
    /** Offsets of log-probs. */
    LOGPROB_OFFSETS,
    /** First pair of every item, 32 bits. */
    PAIR_STARTS,
    /** Presence flags of every item, 8 bits. */
    FLAGS,
    /** Group code of every item, 32 bits. */
    GROUPS,
    /** UTF-8 bytes of item ids. */
    ID_VALUES,
    /** Offsets of item ids. */
    ID_OFFSETS,
  }

  private record Block(Arena arena, MemorySegment segment) {}

  private final EnumMap<Slot, Block> blocks = new EnumMap<>(Slot.class);
  private boolean closed;

  /**
   * Memory of a slot. Its content is kept unless it grows; segments that were returned for the same
   * slot must not be used any more.
   *
   * @param slot the column
   * @param bytes length without padding
   * @return a segment of exactly {@code bytes + PADDING_BYTES} bytes
   * @throws IllegalStateException after {@link #close()}
   */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public MemorySegment reserve(Slot slot, long bytes) {
    if (closed) {
      throw new IllegalStateException("batch memory is closed");
    }
    long needed = bytes + PADDING_BYTES;
    Block block = blocks.get(slot);
    if (block == null || block.segment().byteSize() < needed) {
      if (block != null) {
        block.arena().close();
      }
      Arena arena = Arena.ofShared();
      long capacity = Math.max(needed + needed / 2, 4096);
      block = new Block(arena, arena.allocate(capacity, ALIGNMENT_BYTES));
      blocks.put(slot, block);
    }
    return block.segment().asSlice(0, needed);
  }

  /** Frees all memory; its segments throw {@link IllegalStateException} from then on. */
  @Override
  public void close() {
    closed = true;
    blocks.values().forEach(block -> block.arena().close());
    blocks.clear();
  }
}
