// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A list column that another system owns, in Arrow's layout. It is only described here; {@link
 * BatchImporter} checks it while it copies, so nothing needs to be valid.
 *
 * @param count lists
 * @param offsets first value of every list, and the end of the last; need not begin at 0
 * @param values values of all lists
 * @param present which lists are not null, or null if all are present
 * @param indices position of every list among the offsets, or null if lists are in order: a
 *     dictionary-encoded column
 * @param tokenIds token ids by value, or null if the values are the ids: dictionary-encoded tokens
 */
@SuppressWarnings("ArrayRecordComponent")
public record ForeignColumn(
    int count,
    ForeignBuffer offsets,
    ForeignBuffer values,
    @Nullable Bits present,
    @Nullable ForeignBuffer indices,
    int @Nullable [] tokenIds) {

  /**
   * Validity bits in Arrow's layout, the lowest bit of a byte first.
   *
   * @param memory the bits
   * @param first the bit of the first list
   */
  public record Bits(MemorySegment memory, long first) {
    boolean cover(int lists) {
      return first >= 0 && (first + lists + 7) >>> 3 <= memory.byteSize();
    }

    /** Whether a list is present. */
    public boolean get(long index) {
      long bit = first + index;
      return (memory.get(JAVA_BYTE, bit >>> 3) >>> (bit & 7) & 1) != 0;
    }
  }

  /** Lists in order, all present, with plain values. */
  public static ForeignColumn of(int count, ForeignBuffer offsets, ForeignBuffer values) {
    return new ForeignColumn(count, offsets, values, null, null, null);
  }

  /** The same column with validity bits. */
  public ForeignColumn withPresent(Bits present) {
    return new ForeignColumn(count, offsets, values, present, indices, tokenIds);
  }

  /**
   * A dictionary-encoded column whose dictionary is this column.
   *
   * @param count lists of the new column
   * @param indices position of every list in the dictionary
   */
  public ForeignColumn withIndices(int count, ForeignBuffer indices) {
    return new ForeignColumn(count, offsets, values, present, indices, tokenIds);
  }

  /** The same column with values that are indices of token ids. */
  public ForeignColumn withTokenIds(int[] tokenIds) {
    return new ForeignColumn(count, offsets, values, present, indices, tokenIds);
  }
}
