// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;

/**
 * Match masks of eight rows, one pair per 16-bit lane: bit r of a lane is set where the column's
 * text token equals the pattern token of row r. The pattern tokens of eight rows stay in registers
 * for all columns: 8 compares, 8 masked additions and an or for eight rows of all lanes.
 *
 * <p>The methods repeat each other so that each is longer than the 325 bytes up to which C2 inlines
 * and is compiled by itself. Inlined into its caller, C2 would run out of nodes and allocate every
 * vector.
 */
final class InterSequenceMatches {
  /** Rows per call. */
  static final int ROWS = 8;

  private static final ShortVector ZERO = ShortVector.zero(SHORT);

  private InterSequenceMatches() {}

  /**
   * Writes the masks of rows 0 to 7 of a strip.
   *
   * @param memory holds tokens and masks
   * @param patterns offset in bytes of the pattern tokens of row 0; those of the next rows follow
   * @param text offset in bytes of the first column's text tokens
   * @param masks offset in bytes of the first column's masks
   * @param columns number of columns
   */
  static void lowRows(MemorySegment memory, long patterns, long text, long masks, int columns) {
    ShortVector p0 = ShortVector.fromMemorySegment(SHORT, memory, patterns, NATIVE);
    ShortVector p1 = ShortVector.fromMemorySegment(SHORT, memory, patterns + BYTES, NATIVE);
    ShortVector p2 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 2 * BYTES, NATIVE);
    ShortVector p3 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 3 * BYTES, NATIVE);
    ShortVector p4 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 4 * BYTES, NATIVE);
    ShortVector p5 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 5 * BYTES, NATIVE);
    ShortVector p6 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 6 * BYTES, NATIVE);
    ShortVector p7 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 7 * BYTES, NATIVE);
    for (int column = 0; column < columns; column++) {
      long offset = column * BYTES;
      ShortVector token = ShortVector.fromMemorySegment(SHORT, memory, text + offset, NATIVE);
      ShortVector even = ZERO.lanewise(ADD, (short) 1, token.compare(EQ, p0));
      ShortVector odd = ZERO.lanewise(ADD, (short) 2, token.compare(EQ, p1));
      even = even.lanewise(ADD, (short) 4, token.compare(EQ, p2));
      odd = odd.lanewise(ADD, (short) 8, token.compare(EQ, p3));
      even = even.lanewise(ADD, (short) 16, token.compare(EQ, p4));
      odd = odd.lanewise(ADD, (short) 32, token.compare(EQ, p5));
      even = even.lanewise(ADD, (short) 64, token.compare(EQ, p6));
      odd = odd.lanewise(ADD, (short) 128, token.compare(EQ, p7));
      even.or(odd).intoMemorySegment(memory, masks + offset, NATIVE);
    }
  }

  /** Adds the masks of rows 8 to 15; parameters as in {@link #lowRows}. */
  static void highRows(MemorySegment memory, long patterns, long text, long masks, int columns) {
    ShortVector p0 = ShortVector.fromMemorySegment(SHORT, memory, patterns, NATIVE);
    ShortVector p1 = ShortVector.fromMemorySegment(SHORT, memory, patterns + BYTES, NATIVE);
    ShortVector p2 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 2 * BYTES, NATIVE);
    ShortVector p3 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 3 * BYTES, NATIVE);
    ShortVector p4 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 4 * BYTES, NATIVE);
    ShortVector p5 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 5 * BYTES, NATIVE);
    ShortVector p6 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 6 * BYTES, NATIVE);
    ShortVector p7 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 7 * BYTES, NATIVE);
    for (int column = 0; column < columns; column++) {
      long offset = column * BYTES;
      ShortVector token = ShortVector.fromMemorySegment(SHORT, memory, text + offset, NATIVE);
      ShortVector even = ZERO.lanewise(ADD, (short) 1, token.compare(EQ, p0));
      ShortVector odd = ZERO.lanewise(ADD, (short) 2, token.compare(EQ, p1));
      even = even.lanewise(ADD, (short) 4, token.compare(EQ, p2));
      odd = odd.lanewise(ADD, (short) 8, token.compare(EQ, p3));
      even = even.lanewise(ADD, (short) 16, token.compare(EQ, p4));
      odd = odd.lanewise(ADD, (short) 32, token.compare(EQ, p5));
      even = even.lanewise(ADD, (short) 64, token.compare(EQ, p6));
      odd = odd.lanewise(ADD, (short) 128, token.compare(EQ, p7));
      ShortVector high = even.or(odd).lanewise(LSHL, 8);
      high.or(ShortVector.fromMemorySegment(SHORT, memory, masks + offset, NATIVE))
          .intoMemorySegment(memory, masks + offset, NATIVE);
    }
  }

  /** Writes the masks of rows 8 to 15 alone; parameters as in {@link #lowRows}. */
  static void highRowsOnly(
      MemorySegment memory, long patterns, long text, long masks, int columns) {
    ShortVector p0 = ShortVector.fromMemorySegment(SHORT, memory, patterns, NATIVE);
    ShortVector p1 = ShortVector.fromMemorySegment(SHORT, memory, patterns + BYTES, NATIVE);
    ShortVector p2 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 2 * BYTES, NATIVE);
    ShortVector p3 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 3 * BYTES, NATIVE);
    ShortVector p4 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 4 * BYTES, NATIVE);
    ShortVector p5 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 5 * BYTES, NATIVE);
    ShortVector p6 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 6 * BYTES, NATIVE);
    ShortVector p7 = ShortVector.fromMemorySegment(SHORT, memory, patterns + 7 * BYTES, NATIVE);
    for (int column = 0; column < columns; column++) {
      long offset = column * BYTES;
      ShortVector token = ShortVector.fromMemorySegment(SHORT, memory, text + offset, NATIVE);
      ShortVector even = ZERO.lanewise(ADD, (short) 1, token.compare(EQ, p0));
      ShortVector odd = ZERO.lanewise(ADD, (short) 2, token.compare(EQ, p1));
      even = even.lanewise(ADD, (short) 4, token.compare(EQ, p2));
      odd = odd.lanewise(ADD, (short) 8, token.compare(EQ, p3));
      even = even.lanewise(ADD, (short) 16, token.compare(EQ, p4));
      odd = odd.lanewise(ADD, (short) 32, token.compare(EQ, p5));
      even = even.lanewise(ADD, (short) 64, token.compare(EQ, p6));
      odd = odd.lanewise(ADD, (short) 128, token.compare(EQ, p7));
      even.or(odd).lanewise(LSHL, 8).intoMemorySegment(memory, masks + offset, NATIVE);
    }
  }

  /**
   * Corrects the masks of padding, whose tokens are undefined. In columns before the text, exactly
   * the rows before the pattern match, so that they stay 0; in columns of the text, these rows do
   * not match.
   *
   * @param memory holds the masks
   * @param masks offset in bytes of the first column's masks
   * @param columns number of columns
   * @param first the first column, counted from 0
   * @param padding number of columns before the text, by lane
   * @param pattern rows of the strip that belong to the pattern, as bits, by lane
   * @param from index of the vector's first lane in both arrays
   */
  static void pad(
      MemorySegment memory,
      long masks,
      int columns,
      int first,
      short[] padding,
      short[] pattern,
      int from) {
    ShortVector left = ShortVector.fromArray(SHORT, padding, from).sub((short) first);
    ShortVector rows = ShortVector.fromArray(SHORT, pattern, from);
    ShortVector before = rows.not();
    for (int column = 0; column < columns; column++) {
      long offset = masks + column * BYTES;
      ShortVector real = ShortVector.fromMemorySegment(SHORT, memory, offset, NATIVE).and(rows);
      real.blend(before, left.compare(GT, (short) 0)).intoMemorySegment(memory, offset, NATIVE);
      left = left.sub((short) 1);
    }
  }
}
