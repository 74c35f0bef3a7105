// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * One or two vectors of pairs with long patterns: blocks of 64 rows per 64-bit lane, and a power of
 * two of neighbouring lanes per pair. Lane k of a pair is k columns after its first lane, so that
 * the horizontal delta that a lane needs was computed by the lane above in the step before.
 *
 * <p>All patterns end in the last row and all texts in the last column; rows and columns before the
 * start of a shorter sequence are padding. Masks, tables and deltas are in one aligned memory that
 * grows to the need of the largest group.
 */
final class BlockWavefrontGroup implements AutoCloseable {
  /** Lanes of a vector: most words of a pair. */
  static final int LANES = LONG.length();

  /** Most pairs of a group: two vectors of pairs with two words each. */
  static final int PAIRS = LANES;

  /** Steps at a time: their match masks stay in the first-level cache. */
  static final int CHUNK = 128;

  /** Longest text in tokens; two vectors then need 8 MiB. */
  static final int LONGEST = 1 << 16;

  /** Columns before the first and after the last, through which the later lanes step. */
  static final int MARGIN = 2 * BlockWavefrontMatches.HISTORY;

  private static final long MASK_BYTES = (CHUNK + 2 * BlockWavefrontMatches.HISTORY) * BYTES;
  private static final long TABLES = 2 * MASK_BYTES;
  private static final long TABLE_BYTES = BlockWavefrontMatches.tableBytes(LANES);
  private static final long RISING = TABLES + 2 * TABLE_BYTES;
  private static final long PADDED = RISING + CHUNK * BYTES;
  private static final long LAST = PADDED + 2 * CHUNK * BYTES;
  private static final long DELTAS = LAST + 2 * CHUNK * BYTES;

  /** VP, VN and the deltas handed to the next lane, of the first vector, then of the second. */
  final long[] state = new long[6 * LANES];

  /** Number of columns of padding, by lane of both vectors. */
  final long[] columnPadding = new long[2 * LANES];

  /** Distances, by pair. */
  final int[] scores = new int[PAIRS];

  /** By pair, the table row of each column's text token, with margins. */
  char[] columnRows = new char[0];

  /** By pair, the pattern's tokens. */
  short[] patterns = new short[0];

  /** By pair, the text's tokens. */
  short[] texts = new short[0];

  private final int[] entries = new int[PAIRS];
  private final int[] patternLengths = new int[PAIRS];
  private final int[] textLengths = new int[PAIRS];
  private final NativeMemory owned = new NativeMemory(DELTAS);
  private MemorySegment memory = owned.segment();

  /** Size of the memory for which {@link #rising()} was last written. */
  private long risenBytes;

  private int words;
  private int count;
  private int vectors;
  private int rows;
  private int columns;
  private int mostColumnPadding;

  /**
   * Loads the pairs of a list from a position of its order.
   *
   * @param from position of the first pair
   * @param wordsPerPair lanes of a pair, a power of two
   */
  void load(PairList list, int from, int wordsPerPair) {
    words = wordsPerPair;
    int perVector = LANES / words;
    count = Math.min(2 * perVector, list.size - from);
    vectors = count > perVector ? 2 : 1;
    rows = 0;
    columns = 0;
    int leastColumns = Integer.MAX_VALUE;
    for (int pair = 0; pair < count; pair++) {
      int entry = list.at(from + pair);
      entries[pair] = entry;
      patternLengths[pair] = list.rows[entry];
      textLengths[pair] = list.columns[entry];
      rows = Math.max(rows, list.rows[entry]);
      columns = Math.max(columns, list.columns[entry]);
      leastColumns = Math.min(leastColumns, list.columns[entry]);
    }
    mostColumnPadding = columns - leastColumns;
    int strip = Long.SIZE * words;
    rows = (rows + strip - 1) / strip * strip;
    reserve();
    for (int pair = 0; pair < count; pair++) {
      loadTokens(list, pair);
      Arrays.fill(columnPadding, lane(pair), lane(pair) + words, columns - textLengths[pair]);
      scores[pair] = textLengths[pair];
    }
  }

  private void reserve() {
    memory = owned.atLeast(deltas(2, -MARGIN));
    if (memory.byteSize() != risenBytes) {
      allRising();
      risenBytes = memory.byteSize();
    }
    if (columnRows.length < count * columnStride()) {
      columnRows = new char[count * columnStride()];
    }
    if (patterns.length < count * rows) {
      patterns = new short[count * rows];
    }
    if (texts.length < count * columns) {
      texts = new short[count * columns];
    }
  }

  private void allRising() {
    for (long offset = RISING; offset < PADDED; offset += Long.BYTES) {
      memory.set(JAVA_LONG, offset, BlockWavefrontRecurrence.RISES);
    }
  }

  private void loadTokens(PairList list, int pair) {
    int entry = entries[pair];
    boolean swapped = list.swapped[entry] != 0;
    long end = list.predictionEnd[entry];
    long otherEnd = list.referenceEnd[entry];
    copy(
        swapped ? list.references : list.predictions,
        swapped ? otherEnd : end,
        patternLengths[pair],
        patterns,
        pattern(pair));
    copy(
        swapped ? list.predictions : list.references,
        swapped ? end : otherEnd,
        textLengths[pair],
        texts,
        text(pair));
  }

  private static void copy(MemorySegment values, long end, int length, short[] to, int at) {
    MemorySegment.copy(values, JAVA_SHORT, Short.BYTES * (end - length), to, at, length);
  }

  @Override
  public void close() {
    owned.close();
  }

  MemorySegment memory() {
    return memory;
  }

  /** Number of lanes of a pair. */
  int words() {
    return words;
  }

  /** Number of pairs. */
  int count() {
    return count;
  }

  /** Number of vectors: 1 or 2. */
  int vectors() {
    return vectors;
  }

  /** Number of rows with padding: full strips. */
  int rows() {
    return rows;
  }

  /** Number of columns with padding. */
  int columns() {
    return columns;
  }

  /** Columns of padding of the shortest text. */
  int mostColumnPadding() {
    return mostColumnPadding;
  }

  /** Rows of padding before a pair's pattern. */
  int rowPadding(int pair) {
    return rows - patternLengths[pair];
  }

  int textLength(int pair) {
    return textLengths[pair];
  }

  /** A pair's first lane, counted over both vectors. */
  int lane(int pair) {
    return pair * words;
  }

  /** Index of a pair's first pattern token. */
  int pattern(int pair) {
    return pair * rows;
  }

  /** Index of a pair's first text token. */
  int text(int pair) {
    return pair * columns;
  }

  /** Index in {@link #columnRows} of a pair's column, or of a column of its margins. */
  int columnRow(int pair, int column) {
    return pair * columnStride() + MARGIN + column;
  }

  private int columnStride() {
    return columns + 2 * MARGIN;
  }

  /** Offset in bytes of the match masks of {@link #CHUNK} steps, from a lane of both vectors. */
  long masks(int lane) {
    return lane / LANES * MASK_BYTES + lane % LANES * (long) Long.BYTES;
  }

  /** Offset in bytes of a pair's match table. */
  long table(int pair) {
    return TABLES + pair * BlockWavefrontMatches.tableBytes(words);
  }

  /** Offset in bytes of {@link #CHUNK} horizontal deltas that all rise. */
  long rising() {
    return RISING;
  }

  /** Offset in bytes of {@link #CHUNK} horizontal deltas in which padding ends. */
  long padded(int vector) {
    return PADDED + (long) vector * CHUNK * BYTES;
  }

  /** Offset in bytes of {@link #CHUNK} horizontal deltas that are not read: of the last row. */
  long last(int vector) {
    return LAST + (long) vector * CHUNK * BYTES;
  }

  /** Offset in bytes of the horizontal deltas of a column. */
  long deltas(int vector, int column) {
    return DELTAS + (vector * (columns + 2L * MARGIN) + MARGIN + column) * BYTES;
  }

  /** A pair's entry in its list. */
  int entry(int pair) {
    return entries[pair];
  }

  /** The distance of a pair. */
  int score(int pair) {
    return scores[pair];
  }
}
