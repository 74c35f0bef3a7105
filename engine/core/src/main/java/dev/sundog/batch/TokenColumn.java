// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Token ids of many sequences, off-heap, in Arrow's list layout.
 *
 * <p>A value is 1, 2 or 4 bytes wide: UTF-8 text has width 1, ids below 65,536 have width 2, all
 * others width 4. With a dictionary, a value of width 2 is an index into it; two tokens of one
 * batch are equal exactly when their values are.
 *
 * <p>Valid as long as its batch; after that, every method that reads memory throws {@link
 * IllegalStateException}, {@link #value(long)} excepted.
 */
public final class TokenColumn {
  private int count;
  private final int width;
  private final MemorySegment values;
  private final MemorySegment offsets;
  private final int @Nullable [] dictionary;
  private final BatchLifetime lifetime;

  /**
   * A view of validated memory.
   *
   * @param count sequences
   * @param width bytes per value: 1, 2 or 4
   * @param values native-order values, followed by {@link BatchMemory#PADDING_BYTES} readable bytes
   * @param offsets {@code count + 1} offsets of 32 bits, in tokens, the first 0, never falling
   * @param dictionary ids by value, or null where the values are the ids
   * @param lifetime validity of the memory
   */
  TokenColumn(
      int count,
      int width,
      MemorySegment values,
      MemorySegment offsets,
      int @Nullable [] dictionary,
      BatchLifetime lifetime) {
    this.count = count;
    this.width = width;
    this.values = values;
    this.offsets = offsets;
    this.dictionary = dictionary;
    this.lifetime = lifetime;
  }

  /** Makes this the column of other sequences in the same memory. */
  void resize(int count) {
    this.count = count;
  }

  /** Number of sequences. */
  public int count() {
    return count;
  }

  /** Bytes per value: 1, 2 or 4. */
  public int width() {
    return width;
  }

  /** Values of all sequences end to end, padded for full vector loads. */
  public MemorySegment values() {
    lifetime.check();
    return values;
  }

  /** {@code count() + 1} offsets of 32 bits, in tokens. */
  public MemorySegment offsets() {
    lifetime.check();
    return offsets;
  }

  /** Number of tokens in all sequences. */
  public long tokens() {
    return offset(count);
  }

  /** Offset of the first token of a sequence, in tokens; {@code offset(count())} is the total. */
  public long offset(int sequence) {
    lifetime.check();
    return offsets.getAtIndex(JAVA_INT, sequence);
  }

  /** Length of a sequence in tokens. */
  public int length(int sequence) {
    return (int) (offset(sequence + 1) - offset(sequence));
  }

  /**
   * Lengths of all sequences in tokens.
   *
   * @param out at least {@link #count()} numbers, of which the first are set
   */
  public void lengths(int[] out) {
    lifetime.check();
    MemorySegment.copy(offsets, JAVA_INT, Integer.BYTES, out, 0, count);
    int start = 0;
    for (int sequence = 0; sequence < count; sequence++) {
      int end = out[sequence];
      out[sequence] = end - start;
      start = end;
    }
  }

  /**
   * The value at an absolute index, as an unsigned number for widths 1 and 2. Equal values are
   * equal tokens; the value is the token id only where there is no dictionary. For inner loops:
   * does not check that the batch is still valid.
   */
  public int value(long index) {
    return switch (width) {
      case 1 -> values.get(JAVA_BYTE, index) & 0xFF;
      case 2 -> values.getAtIndex(JAVA_SHORT, index) & 0xFFFF;
      default -> values.getAtIndex(JAVA_INT, index);
    };
  }

  /**
   * The token id at a position of a sequence, as it was appended.
   *
   * @throws IndexOutOfBoundsException if the sequence or the position does not exist
   */
  public int token(int sequence, int position) {
    Objects.checkIndex(sequence, count);
    Objects.checkIndex(position, length(sequence));
    int value = value(offset(sequence) + position);
    return dictionary == null ? value : dictionary[value];
  }

  /** Ids by value, or null where the values are the ids themselves. */
  public int @Nullable [] dictionary() {
    return dictionary == null ? null : Arrays.copyOf(dictionary, dictionary.length);
  }

  /** The ids of one sequence, copied. */
  public int[] toArray(int sequence) {
    int[] ids = new int[length(sequence)];
    Arrays.setAll(ids, position -> token(sequence, position));
    return ids;
  }

  /** The bytes of one sequence of width 1, copied: UTF-8 text. */
  public byte[] toBytes(int sequence) {
    if (width != 1) {
      throw new IllegalStateException("column of width " + width + " holds tokens, not text");
    }
    return values.asSlice(offset(sequence), length(sequence)).toArray(JAVA_BYTE);
  }
}
