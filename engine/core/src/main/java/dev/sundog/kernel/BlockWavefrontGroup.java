package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * One or two vectors of pairs with long patterns: 64 rows per 64-bit lane, a power of two of
 * neighbouring lanes per pair. Lane k of a pair is k columns behind its first lane, so that what
 * one lane hands to the next was made a step before.
 *
 * <p>Patterns end together in the last row, texts in the last column; what lies before a pair's
 * first row or column is padding. All that the kernels walk over lies in one aligned memory, which
 * grows to what the largest group needed.
 */
final class BlockWavefrontGroup implements AutoCloseable {
  /** Lanes of a vector: words that one pair has at most. */
  static final int LANES = LONG.length();

  /** Pairs that a group holds at most: two vectors of them, with two words each. */
  static final int PAIRS = LANES;

  /** Steps that are taken at a time, so that their match masks stay in the first-level cache. */
  static final int CHUNK = 128;

  /** Longest text in tokens: what two vectors then need is 8 MiB. */
  static final int LONGEST = 1 << 16;

  /** Columns before the first and behind the last of which lagging lanes take some steps. */
  static final int MARGIN = 2 * BlockWavefrontMatches.HISTORY;

  private static final long MASK_BYTES = (CHUNK + 2 * BlockWavefrontMatches.HISTORY) * BYTES;
  private static final long TABLES = 2 * MASK_BYTES;
  private static final long TABLE_BYTES = BlockWavefrontMatches.tableBytes(LANES);
  private static final long RISING = TABLES + 2 * TABLE_BYTES;
  private static final long PADDED = RISING + CHUNK * BYTES;
  private static final long LAST = PADDED + 2 * CHUNK * BYTES;
  private static final long DELTAS = LAST + 2 * CHUNK * BYTES;

  /** VP, VN and what the lanes hand on, of the first vector, then of the second. */
  final long[] state = new long[6 * LANES];

  /** Columns of padding, by lane of both vectors. */
  final long[] columnPadding = new long[2 * LANES];

  /** Distances, by pair. */
  final int[] scores = new int[PAIRS];

  /** Table rows of every column's text token, by pair, between margins. */
  char[] columnRows = new char[0];

  /** Tokens of patterns, by pair. */
  short[] patterns = new short[0];

  /** Tokens of texts, by pair. */
  short[] texts = new short[0];

  private final int[] entries = new int[PAIRS];
  private final int[] patternLengths = new int[PAIRS];
  private final int[] textLengths = new int[PAIRS];
  private final NativeMemory owned = new NativeMemory(DELTAS);
  private MemorySegment memory = owned.segment();

  /** Size of the memory in which {@link #rising()} was last written. */
  private long risenBytes;

  private int words;
  private int count;
  private int vectors;
  private int rows;
  private int columns;
  private int mostColumnPadding;

  /**
   * Loads the next pairs of a list.
   *
   * @param wordsPerPair lanes of a pair, a power of two
   * @param from the first's place in the list's order
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

  /** Lanes of a pair. */
  int words() {
    return words;
  }

  /** Pairs in the group. */
  int count() {
    return count;
  }

  /** Vectors of pairs: 1 or 2. */
  int vectors() {
    return vectors;
  }

  /** Rows with padding: full strips. */
  int rows() {
    return rows;
  }

  /** Columns with padding. */
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

  /** A pair's first lane, of both vectors. */
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

  /** Index of the table row of a pair's column, or of its margins. */
  int columnRow(int pair, int column) {
    return pair * columnStride() + MARGIN + column;
  }

  private int columnStride() {
    return columns + 2 * MARGIN;
  }

  /** Offset in bytes of the match masks of a chunk of steps, of a lane of both vectors. */
  long masks(int lane) {
    return lane / LANES * MASK_BYTES + lane % LANES * (long) Long.BYTES;
  }

  /** Offset in bytes of a pair's match table. */
  long table(int pair) {
    return TABLES + pair * BlockWavefrontMatches.tableBytes(words);
  }

  /** Offset in bytes of a chunk of horizontal deltas that all rise. */
  long rising() {
    return RISING;
  }

  /** Offset in bytes of a chunk of horizontal deltas in which padding ends. */
  long padded(int vector) {
    return PADDED + (long) vector * CHUNK * BYTES;
  }

  /** Offset in bytes of a chunk of horizontal deltas that nobody reads. */
  long last(int vector) {
    return LAST + (long) vector * CHUNK * BYTES;
  }

  /** Offset in bytes of the horizontal deltas of a column. */
  long deltas(int vector, int column) {
    return DELTAS + (vector * (columns + 2L * MARGIN) + MARGIN + column) * BYTES;
  }

  /** The entry of a list that a pair of the group is. */
  int entry(int pair) {
    return entries[pair];
  }

  /** The distance of a pair of the group. */
  int score(int pair) {
    return scores[pair];
  }
}
