// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Match masks of strips of long patterns, from a table. Each different token of a strip gets a
 * number; the table row of that number has a bit per position of the strip that holds the token. A
 * column's masks are then a copy of one row, in place of a compare for every few cells: at 512
 * bits, 3 cycles for 512 cells instead of 16.
 *
 * <p>At each step, lane k of a pair needs the masks of k columns before. The rows are shifted by
 * powers of two: odd lanes are taken from the column before, then lanes with bit 1 from two columns
 * before, then lanes with bit 2 from four columns before.
 */
final class BlockWavefrontMatches {
  /** Table row of tokens that the strip does not hold: no bits. */
  private static final char ABSENT = 0;

  /** Table row of padding columns: exactly the rows before the pattern match, so they stay 0. */
  private static final char PADDING = 1;

  /** First table row of the strip's tokens. */
  private static final char FIRST = 2;

  /** Columns written before those of a step: at least the lag of the last lane. */
  static final int HISTORY = 8;

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final VectorSpecies<Long> TWO = LongVector.SPECIES_128;
  private static final VectorSpecies<Long> FOUR = LongVector.SPECIES_256;
  private static final VectorSpecies<Long> EIGHT = LongVector.SPECIES_512;
  private static final VectorMask<Long> ODD_OF_TWO = VectorMask.fromLong(TWO, 0b10);
  private static final VectorMask<Long> ODD_OF_FOUR = VectorMask.fromLong(FOUR, 0b1010);
  private static final VectorMask<Long> ODD_OF_EIGHT = VectorMask.fromLong(EIGHT, 0b10101010);
  private static final VectorMask<Long> BIT_1_OF_FOUR = VectorMask.fromLong(FOUR, 0b1100);
  private static final VectorMask<Long> BIT_1_OF_EIGHT = VectorMask.fromLong(EIGHT, 0b11001100);
  private static final VectorMask<Long> BIT_2_OF_EIGHT = VectorMask.fromLong(EIGHT, 0b11110000);

  private static final LongVector NONE = LongVector.zero(LONG);

  /** By token, its table row; between strips all are {@link #ABSENT}. */
  private final char[] rowOf = new char[1 << Short.SIZE];

  /** Bytes of the table of a strip of {@code words}: full vectors, and one more. */
  static long tableBytes(int words) {
    long rows = (long) Long.SIZE * words + FIRST;
    return (rows * words * Long.BYTES / BYTES + 2) * BYTES;
  }

  /** Builds the tables of the strip that starts at {@code row}, and looks up every column's row. */
  void tabulate(BlockWavefrontGroup group, int row) {
    for (int pair = 0; pair < group.count(); pair++) {
      int strip = Long.SIZE * group.words();
      int padding = group.rowPadding(pair);
      int from = group.pattern(pair) + Math.max(0, row - padding);
      int to = group.pattern(pair) + Math.max(0, row + strip - padding);
      int firstBit = Math.max(0, padding - row);
      number(group, pair, from, to, firstBit);
      int column = group.columnRow(pair, -BlockWavefrontGroup.MARGIN);
      int text = group.columnRow(pair, group.columns() - group.textLength(pair));
      int end = group.columnRow(pair, group.columns());
      Arrays.fill(group.columnRows, column, text, PADDING);
      lookUp(group.texts, group.text(pair), group.columnRows, text, end);
      Arrays.fill(group.columnRows, end, end + BlockWavefrontGroup.MARGIN, PADDING);
      forget(group.patterns, from, to);
    }
  }

  /**
   * Numbers the tokens of a strip and sets their bits; without a branch on whether a token is new,
   * because it could not be predicted.
   */
  private void number(BlockWavefrontGroup group, int pair, int from, int to, int firstBit) {
    MemorySegment memory = group.memory();
    long table = group.table(pair);
    long rowBytes = (long) Long.BYTES * group.words();
    NONE.intoMemorySegment(memory, table, NATIVE);
    NONE.intoMemorySegment(memory, table + FIRST * rowBytes, NATIVE);
    for (int word = 0; word < group.words(); word++) {
      long before = ~patternRows(firstBit, word);
      memory.set(JAVA_LONG, table + PADDING * rowBytes + (long) Long.BYTES * word, before);
    }
    int next = FIRST;
    int bit = firstBit;
    for (int position = from; position < to; position++) {
      int token = group.patterns[position] & 0xFFFF;
      int row = rowOf[token];
      int isNew = (row - 1) >>> 31;
      row |= next & -isNew;
      next += isNew;
      rowOf[token] = (char) row;
      NONE.intoMemorySegment(memory, table + next * rowBytes, NATIVE);
      long word = table + row * rowBytes + (long) Long.BYTES * (bit >>> 6);
      memory.set(JAVA_LONG, word, memory.get(JAVA_LONG, word) | 1L << bit);
      bit++;
    }
  }

  /** Writes the table row of each text token. */
  private void lookUp(short[] texts, int text, char[] rows, int from, int to) {
    for (int column = from; column < to; column++) {
      rows[column] = rowOf[texts[text + column - from] & 0xFFFF];
    }
  }

  /** Makes the tokens of a strip absent again. */
  private void forget(short[] patterns, int from, int to) {
    for (int position = from; position < to; position++) {
      rowOf[patterns[position] & 0xFFFF] = ABSENT;
    }
  }

  /**
   * The rows of a word that belong to the pattern, as bits.
   *
   * @param firstRow row of the strip at which the pattern starts; at most 0 if it started before
   */
  static long patternRows(int firstRow, int word) {
    int before = firstRow - Long.SIZE * word;
    return before >= Long.SIZE ? 0 : -1L << Math.max(0, before);
  }

  /**
   * Writes the masks of some steps of both vectors, after those of the {@link #HISTORY} columns
   * before, in which the shifted lanes start.
   */
  static void write(BlockWavefrontGroup group, int step, int steps) {
    MemorySegment memory = group.memory();
    for (int pair = 0; pair < group.count(); pair++) {
      int column = group.columnRow(pair, step - HISTORY);
      int columns = HISTORY + steps;
      long table = group.table(pair);
      long masks = group.masks(group.lane(pair));
      switch (group.words()) {
        case 2 -> skewTwo(memory, table, group.columnRows, column, masks, columns);
        case 4 -> skewFour(memory, table, group.columnRows, column, masks, columns);
        default -> skewEight(memory, table, group.columnRows, column, masks, columns);
      }
    }
  }

  /** Copies table rows, the second word from the column before. */
  private static void skewTwo(
      MemorySegment memory, long table, char[] rows, int from, long masks, int columns) {
    LongVector r = LongVector.zero(TWO);
    for (int column = 0; column < columns; column++) {
      LongVector r0 =
          LongVector.fromMemorySegment(TWO, memory, table + 16L * rows[from + column], NATIVE);
      r0.blend(r, ODD_OF_TWO).intoMemorySegment(memory, masks + column * BYTES, NATIVE);
      r = r0;
    }
  }

  /** The same for four words: lanes with bit 1 also from two columns before. */
  private static void skewFour(
      MemorySegment memory, long table, char[] rows, int from, long masks, int columns) {
    LongVector r = LongVector.zero(FOUR);
    LongVector a = r;
    LongVector b = r;
    for (int column = 0; column < columns; column += 2) {
      long to = masks + column * BYTES;
      LongVector r0 =
          LongVector.fromMemorySegment(FOUR, memory, table + 32L * rows[from + column], NATIVE);
      LongVector r1 =
          LongVector.fromMemorySegment(FOUR, memory, table + 32L * rows[from + column + 1], NATIVE);
      LongVector a0 = r0.blend(r, ODD_OF_FOUR);
      LongVector a1 = r1.blend(r0, ODD_OF_FOUR);
      a0.blend(a, BIT_1_OF_FOUR).intoMemorySegment(memory, to, NATIVE);
      a1.blend(b, BIT_1_OF_FOUR).intoMemorySegment(memory, to + BYTES, NATIVE);
      r = r1;
      a = a0;
      b = a1;
    }
  }

  /** The same for eight words: lanes with bit 2 also from four columns before. */
  private static void skewEight(
      MemorySegment memory, long table, char[] rows, int from, long masks, int columns) {
    LongVector r = LongVector.zero(EIGHT);
    LongVector a = r;
    LongVector b = r;
    LongVector c0 = r;
    LongVector c1 = r;
    LongVector c2 = r;
    LongVector c3 = r;
    for (int column = 0; column < columns; column += 4) {
      long to = masks + column * BYTES;
      int at = from + column;
      LongVector r0 = LongVector.fromMemorySegment(EIGHT, memory, table + 64L * rows[at], NATIVE);
      LongVector r1 =
          LongVector.fromMemorySegment(EIGHT, memory, table + 64L * rows[at + 1], NATIVE);
      LongVector r2 =
          LongVector.fromMemorySegment(EIGHT, memory, table + 64L * rows[at + 2], NATIVE);
      LongVector r3 =
          LongVector.fromMemorySegment(EIGHT, memory, table + 64L * rows[at + 3], NATIVE);
      LongVector a0 = r0.blend(r, ODD_OF_EIGHT);
      LongVector a1 = r1.blend(r0, ODD_OF_EIGHT);
      LongVector a2 = r2.blend(r1, ODD_OF_EIGHT);
      LongVector a3 = r3.blend(r2, ODD_OF_EIGHT);
      LongVector b0 = a0.blend(a, BIT_1_OF_EIGHT);
      LongVector b1 = a1.blend(b, BIT_1_OF_EIGHT);
      LongVector b2 = a2.blend(a0, BIT_1_OF_EIGHT);
      LongVector b3 = a3.blend(a1, BIT_1_OF_EIGHT);
      b0.blend(c0, BIT_2_OF_EIGHT).intoMemorySegment(memory, to, NATIVE);
      b1.blend(c1, BIT_2_OF_EIGHT).intoMemorySegment(memory, to + BYTES, NATIVE);
      b2.blend(c2, BIT_2_OF_EIGHT).intoMemorySegment(memory, to + 2 * BYTES, NATIVE);
      b3.blend(c3, BIT_2_OF_EIGHT).intoMemorySegment(memory, to + 3 * BYTES, NATIVE);
      r = r3;
      a = a2;
      b = a3;
      c0 = b0;
      c1 = b1;
      c2 = b2;
      c3 = b3;
    }
  }
}
