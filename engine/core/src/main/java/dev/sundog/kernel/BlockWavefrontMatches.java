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
 * Match masks of strips of long patterns. A strip's tokens are numbered in the order seen; the row
 * of that number in the pair's table holds the strip's positions of the token, one bit each. A
 * column then costs the copy of a row instead of a compare for every few cells: on vectors of 512
 * bits, 3 cycles for 512 cells where comparing takes 16.
 *
 * <p>What lane k of a pair needs at a step belongs to the column k before. Copied rows are skewed
 * by powers of two: odd lanes take theirs from the column before, then lanes with bit 1 from two
 * before, then those with bit 2 from four before.
 */
final class BlockWavefrontMatches {
  /** Table row of tokens that the strip does not hold: no matches. */
  private static final char ABSENT = 0;

  /** Table row of columns before the text: rows before the pattern match, which costs nothing. */
  private static final char PADDING = 1;

  /** First table row of a token. */
  private static final char FIRST = 2;

  /** Columns whose masks are written before those of a step: at least the lag of the last lane. */
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

  /** The table row of every token; that of all is {@link #ABSENT} between strips. */
  private final char[] rowOf = new char[1 << Short.SIZE];

  /** Bytes of the table of a strip of so many words: full vectors, with one to spare. */
  static long tableBytes(int words) {
    long rows = (long) Long.SIZE * words + FIRST;
    return (rows * words * Long.BYTES / BYTES + 2) * BYTES;
  }

  /** Makes the tables of a strip and looks up every column's row in them. */
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

  /** Numbers the tokens of a strip and sets their bits; nothing foresees which tokens are new. */
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

  private void lookUp(short[] texts, int text, char[] rows, int from, int to) {
    for (int column = from; column < to; column++) {
      rows[column] = rowOf[texts[text + column - from] & 0xFFFF];
    }
  }

  private void forget(short[] patterns, int from, int to) {
    for (int position = from; position < to; position++) {
      rowOf[patterns[position] & 0xFFFF] = ABSENT;
    }
  }

  /** The rows of a word that belong to the pattern, of which the strip's first is given. */
  static long patternRows(int firstRow, int word) {
    int before = firstRow - Long.SIZE * word;
    return before >= Long.SIZE ? 0 : -1L << Math.max(0, before);
  }

  /**
   * Writes the masks of some steps of both vectors, after those of {@link #HISTORY} columns before,
   * in which skewed masks begin.
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

  /** Copies the table rows of columns, the second word from the column before. */
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

  /** The same for four words: those of bit 1 from two columns before. */
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

  /** The same for eight words: those of bit 2 from four columns before. */
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
