// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Rows of logits over a vocabulary: the output of a model at one position, each with the target
 * token of that position. Off-heap and owned, so that kernels never read memory that can be
 * unmapped; filled row by row, read as a whole, reused.
 *
 * <p>Logits may be −∞ (masked ids). A row that contains NaN, or whose largest logit is infinite or
 * exceeds ±2²⁴ (float32 cannot resolve differences there), has no distribution: kernels return NaN.
 * Not thread-safe.
 */
public final class LogitsColumn implements AutoCloseable {
  /** How a logit is stored. */
  public enum Format {
    /** IEEE 754 binary32. */
    FLOAT32(Float.BYTES),
    /** IEEE 754 binary16. */
    FLOAT16(Short.BYTES),
    /** The upper half of a binary32. */
    BFLOAT16(Short.BYTES);

    private final int bytes;

    Format(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of a logit. */
    public int bytes() {
      return bytes;
    }
  }

  /** Largest vocabulary: kernels count its logits in 32 bits. */
  public static final int MOST_LOGITS = 1 << 24;

  private static final int ALIGNMENT_BYTES = 64;

  private final Format format;
  private final int vocabulary;
  private final int[] targets;
  private final Arena arena;
  private final MemorySegment values;
  private int rows;

  /**
   * An empty column. Allocates memory for all its rows: a few dozen keep a core busy.
   *
   * @param format how logits are stored
   * @param vocabulary logits of a row, from 1 to {@value #MOST_LOGITS}
   * @param capacity rows that it can hold
   * @throws IllegalArgumentException if a size is out of range
   */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public LogitsColumn(Format format, int vocabulary, int capacity) {
    if (vocabulary < 1 || vocabulary > MOST_LOGITS || capacity < 1) {
      throw new IllegalArgumentException(
          "a column of %d rows of %d logits".formatted(capacity, vocabulary));
    }
    long bytes = (long) capacity * vocabulary * format.bytes();
    this.format = format;
    this.vocabulary = vocabulary;
    this.targets = new int[capacity];
    this.arena = Arena.ofShared();
    this.values = arena.allocate(bytes + BatchMemory.PADDING_BYTES, ALIGNMENT_BYTES);
  }

  /**
   * Appends a row.
   *
   * @param logits memory that holds the row, native order
   * @param offset where it begins, in bytes
   * @param target token of this position
   * @throws IndexOutOfBoundsException if the target is not an id of the vocabulary, or the row is
   *     not within the memory
   * @throws IllegalStateException if the column is full
   */
  public void add(MemorySegment logits, long offset, int target) {
    Objects.checkIndex(target, vocabulary);
    MemorySegment.copy(logits, offset, room(1), 0, rowBytes());
    targets[rows++] = target;
  }

  /**
   * Memory after the last row, for a reader that writes whole rows into it and {@linkplain #endRow
   * ends} each.
   *
   * @throws IllegalStateException if the column has less room
   */
  public MemorySegment room(int more) {
    if (more > targets.length - rows) {
      throw new IllegalStateException("the column holds " + rows + " rows already");
    }
    return values.asSlice(offset(rows), more * rowBytes());
  }

  /**
   * Ends the row after the last one.
   *
   * @throws IndexOutOfBoundsException if the target is not an id of the vocabulary, or the column
   *     is full
   */
  public void endRow(int target) {
    targets[Objects.checkIndex(rows, targets.length)] = Objects.checkIndex(target, vocabulary);
    rows++;
  }

  /** Removes all rows; the memory stays. */
  public void clear() {
    rows = 0;
  }

  /** How logits are stored. */
  public Format format() {
    return format;
  }

  /** Logits of a row. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Target token of a row. */
  public int target(int row) {
    return targets[Objects.checkIndex(row, rows)];
  }

  /** Logits of all rows end to end, padded for full vector loads. */
  public MemorySegment values() {
    return values;
  }

  /** Offset in bytes of a row's first logit. */
  public long offset(int row) {
    return row * rowBytes();
  }

  private long rowBytes() {
    return (long) vocabulary * format.bytes();
  }

  @Override
  public void close() {
    arena.close();
  }
}
