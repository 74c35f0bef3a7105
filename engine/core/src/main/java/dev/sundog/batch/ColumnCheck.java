// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Checks columns that were copied as a whole, before anything reads them by their own offsets.
 *
 * <p>Loops collect sign bits and test them once, so that valid columns cost little. The long loops
 * run over heap arrays that hold a part of the column: until the compiler has seen a loop, an array
 * is many times faster than a segment, and a run over millions of items may be over by then.
 */
final class ColumnCheck {
  private static final int PART = 512;

  /** Dictionary ids below this are checked for duplicates in a bit set, others by sorting. */
  private static final int SMALL_IDS = 1 << 20;

  // Two arrays, so that no loop reads an element twice: C2 vectorizes it then.
  private final int[] starts = new int[PART];
  private final int[] ends = new int[PART];
  private final BatchMemory memory;
  private final BatchLimits limits;
  private final SourcePosition position;

  ColumnCheck(BatchMemory memory, BatchLimits limits, SourcePosition position) {
    this.memory = memory;
    this.limits = limits;
    this.position = position;
  }

  /**
   * The offsets of a column.
   *
   * @param total values of the column
   */
  MemorySegment offsets(ListColumn column, int sequences, long total) {
    MemorySegment offsets = memory.reserve(column.offsetSlot(), 4L * (sequences + 1));
    int first = offsets.getAtIndex(JAVA_INT, 0);
    int last = offsets.getAtIndex(JAVA_INT, sequences);
    if (first != 0 || last != total) {
      throw position.malformed(
          "%s offsets span %d to %d, not 0 to %d".formatted(column.label(), first, last, total));
    }
    int bad = 0;
    int beyond = 0;
    int longest = limits.sequenceTokens();
    for (int from = 0; from < sequences; from += PART) {
      int count = Math.min(PART, sequences - from);
      MemorySegment.copy(offsets, JAVA_INT, 4L * from, starts, 0, count);
      MemorySegment.copy(offsets, JAVA_INT, 4L * (from + 1), ends, 0, count);
      for (int index = 0; index < count; index++) {
        int length = ends[index] - starts[index];
        bad |= length | starts[index];
        beyond |= longest - length;
      }
    }
    // Offsets that are never negative and never decrease end at the total, so none is beyond it.
    if (bad < 0) {
      throw position.malformed(column.label() + " offsets decrease");
    }
    if (beyond < 0) {
      throw position.exceeded(
          Limit.SEQUENCE_TOKENS, "a " + column.label() + " is longer than " + longest);
    }
    return offsets;
  }

  /** A dictionary: distinct ids, so that equal tokens have equal values. */
  void dictionary(int[] ids) {
    boolean small = true;
    for (int id : ids) {
      small &= id >= 0 && id < SMALL_IDS;
    }
    if (small ? repeatedSmall(ids) : repeated(ids)) {
      throw position.malformed("the token dictionary has an id twice");
    }
  }

  private static boolean repeatedSmall(int[] ids) {
    BitSet seen = new BitSet();
    for (int id : ids) {
      seen.set(id);
    }
    return seen.cardinality() != ids.length;
  }

  private static boolean repeated(int[] ids) {
    int[] sorted = ids.clone();
    Arrays.sort(sorted);
    for (int index = 1; index < sorted.length; index++) {
      if (sorted[index] == sorted[index - 1]) {
        return true;
      }
    }
    return false;
  }

  /** Values of 16 bits, as indices of a dictionary. */
  void values(MemorySegment values, long tokens, int known) {
    int bad = 0;
    for (long index = 0; index < tokens; index++) {
      bad |= known - 1 - (values.getAtIndex(JAVA_SHORT, index) & 0xFFFF);
    }
    if (bad < 0) {
      throw position.malformed("a token value is outside the dictionary of " + known);
    }
  }

  /** Log-probs. */
  void logprobs(MemorySegment values, long count) {
    boolean valid = true;
    for (long index = 0; index < count; index++) {
      valid &= !(values.getAtIndex(JAVA_FLOAT, index) > 0); // NaN is an unknown log-prob.
    }
    if (!valid) {
      throw position.malformed("a log-prob is not the logarithm of a probability");
    }
  }

  /** The first pair of every item. */
  MemorySegment pairStarts(int items, int pairs) {
    MemorySegment column = memory.reserve(Slot.PAIR_STARTS, 4L * (items + 1));
    int first = column.getAtIndex(JAVA_INT, 0);
    int last = column.getAtIndex(JAVA_INT, items);
    if (first != 0 || last != pairs) {
      throw position.malformed(
          "pair starts span %d to %d, not 0 to %d".formatted(first, last, pairs));
    }
    int bad = 0;
    int beyond = 0;
    int previous = 0;
    for (int item = 1; item <= items; item++) {
      int next = column.getAtIndex(JAVA_INT, item);
      int count = next - previous;
      bad |= next | (count - 1);
      beyond |= limits.itemReferences() - count;
      previous = next;
    }
    if (bad < 0) {
      throw position.malformed("pair starts do not increase");
    }
    if (beyond < 0) {
      throw position.exceeded(
          Limit.ITEM_REFERENCES,
          "an item has more than " + limits.itemReferences() + " references");
    }
    return column;
  }

  /**
   * The presence flags, eight at a time.
   *
   * @param known flags that may be set
   * @return flags that all items have
   */
  byte commonFlags(MemorySegment flags, int items, byte known) {
    long seen = 0;
    long common = -1;
    int eights = items & -Long.BYTES;
    for (int item = 0; item < eights; item += Long.BYTES) {
      long eight = flags.get(JAVA_LONG_UNALIGNED, item);
      seen |= eight;
      common &= eight;
    }
    for (int shift = Long.SIZE / 2; shift >= Byte.SIZE; shift /= 2) {
      seen |= seen >>> shift;
      common &= common >>> shift;
    }
    for (int item = eights; item < items; item++) {
      seen |= flags.get(JAVA_BYTE, item);
      common &= flags.get(JAVA_BYTE, item);
    }
    if (((byte) seen & ~known) != 0) {
      throw position.malformed("unknown presence flags");
    }
    return (byte) (common & known);
  }

  /** Group codes. */
  MemorySegment groups(int items, int known) {
    MemorySegment groups = memory.reserve(Slot.GROUPS, 4L * items);
    int bad = 0;
    for (int item = 0; item < items; item++) {
      int code = groups.getAtIndex(JAVA_INT, item);
      bad |= code | (known - 1 - code);
    }
    if (bad < 0) {
      throw position.malformed("a group is outside the dictionary of " + known);
    }
    return groups;
  }
}
