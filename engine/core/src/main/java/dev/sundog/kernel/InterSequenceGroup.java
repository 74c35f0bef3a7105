// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.InterSequenceTransposition.BLOCK;
import static dev.sundog.kernel.InterSequenceTransposition.BLOCK_BYTES;
import static dev.sundog.kernel.InterSequenceTransposition.SLOT_BYTES;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.EIGHT_SHORTS;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.ShortVector;

/**
 * One or two vectors of pairs, transposed: one pair per 16-bit lane, one vector of tokens per row
 * and per column. All patterns end in the last row and all texts in the last column; rows and
 * columns before the start of a shorter sequence are padding with undefined tokens.
 *
 * <p>Masks, tokens and deltas are in one aligned memory that grows to the need of the largest
 * group.
 */
final class InterSequenceGroup implements AutoCloseable {
  /** Most pairs of a group. */
  static final int PAIRS = 2 * LANES;

  /** Columns per step: their match masks stay in the first-level cache. */
  static final int CHUNK = 64;

  /** Longest text in tokens: padded to full blocks, its length fits a signed 16-bit lane. */
  static final int LONGEST = Short.MAX_VALUE - BLOCK;

  /** Cells that full lanes compute in the time of one cell of the scalar kernel. */
  private static final int SPARSE = 6;

  private static final long COLUMNS = 2 * CHUNK * BYTES;

  /** By lane, the rows of padding; all rows in a lane without a pair. */
  final short[] rowPadding = new short[PAIRS];

  /** By lane, the columns of padding; all columns in a lane without a pair. */
  final short[] columnPadding = new short[PAIRS];

  /** By lane, the rows of the current strip that belong to the pattern, as bits. */
  final short[] patternRows = new short[PAIRS];

  /** VP and VN of the first vector, then of the second. */
  final short[] vertical = new short[2 * PAIRS];

  /** By lane, the cell left of the band in the row above the current strip. */
  final short[] corners = new short[PAIRS];

  /** By lane, the distance or an upper bound of it. */
  final short[] scores = new short[PAIRS];

  private final int[] entries = new int[PAIRS];
  private final NativeMemory owned = new NativeMemory(COLUMNS);
  private MemorySegment memory = owned.segment();
  private int count;
  private int vectors;
  private int rows;
  private int columns;
  private int leastRowPadding;
  private int mostRowPadding;
  private int mostColumnPadding;
  private int diagonalsBelow;
  private int diagonalsAbove;
  private long textStride;
  private long patternStart;
  private long patternStride;
  private long deltaStart;

  /** Loads the pairs of a list from a position of its order; {@link #measure} must come first. */
  void load(PairList list, int from) {
    int swapped = partition(list, from);
    loadPadding(list);
    int rowBlocks = rows / BLOCK;
    int columnBlocks = columns / BLOCK;
    for (int vector = 0; vector < vectors; vector++) {
      int first = vector * LANES;
      int last = Math.min(count, first + LANES);
      int turn = Math.clamp(swapped, first, last);
      long pattern = pattern(vector, 0);
      long text = text(vector, 0);
      stage(list.predictions, list.predictionEnd, first, turn, first, pattern, rowBlocks);
      stage(list.references, list.referenceEnd, first, turn, first, text, columnBlocks);
      stage(list.predictions, list.predictionEnd, turn, last, first, text, columnBlocks);
      stage(list.references, list.referenceEnd, turn, last, first, pattern, rowBlocks);
      InterSequenceTransposition.transpose(memory, pattern, rowBlocks);
      InterSequenceTransposition.transpose(memory, text, columnBlocks);
    }
  }

  /**
   * Computes the dimensions of the group of pairs from a position of a list's order.
   *
   * @return whether most cells would be padding, so that the scalar kernel is faster
   */
  boolean measure(PairList list, int from) {
    count = Math.min(PAIRS, list.size - from);
    vectors = count > LANES ? 2 : 1;
    long cells = 0;
    int leastRows = Integer.MAX_VALUE;
    int mostRows = 0;
    int leastColumns = Integer.MAX_VALUE;
    int mostColumns = 0;
    int below = 0;
    int above = 0;
    for (int place = from; place < from + count; place++) {
      int entry = list.at(place);
      int m = list.rows[entry];
      int n = list.columns[entry];
      cells += (long) m * n;
      leastRows = Math.min(leastRows, m);
      mostRows = Math.max(mostRows, m);
      leastColumns = Math.min(leastColumns, n);
      mostColumns = Math.max(mostColumns, n);
      below = Math.max(below, (list.bound[entry] + (n - m)) / 2);
      above = Math.max(above, (list.bound[entry] - (n - m)) / 2);
    }
    rows = roundUp(mostRows, InterSequenceRecurrence.ROWS);
    columns = roundUp(mostColumns, BLOCK);
    leastRowPadding = rows - mostRows;
    mostRowPadding = rows - leastRows;
    mostColumnPadding = columns - leastColumns;
    diagonalsBelow = below - (columns - rows);
    diagonalsAbove = above + (columns - rows);
    textStride = columns * BYTES;
    patternStart = COLUMNS + vectors * textStride;
    patternStride = rows * BYTES;
    deltaStart = patternStart + vectors * patternStride;
    long bytes = deltaStart + vectors * textStride;
    memory = owned.atLeast(bytes);
    return SPARSE * cells < (long) rows * columns * vectors * LANES;
  }

  private static int roundUp(int length, int unit) {
    return (length + unit - 1) / unit * unit;
  }

  /**
   * Assigns slots to pairs: from the front where the prediction is the pattern, from the back where
   * the reference is; without a branch, because it could not be predicted. Returns the first slot
   * of the second kind.
   */
  private int partition(PairList list, int from) {
    int front = 0;
    int back = count - 1;
    for (int place = from; place < from + count; place++) {
      int entry = list.at(place);
      int swapped = list.swapped[entry];
      entries[front] = entry;
      entries[back] = entry;
      front += 1 - swapped;
      back -= swapped;
    }
    return front;
  }

  private void loadPadding(PairList list) {
    Arrays.fill(rowPadding, (short) rows);
    Arrays.fill(columnPadding, (short) columns);
    for (int pair = 0; pair < count; pair++) {
      int entry = entries[pair];
      int lane = lane(pair);
      rowPadding[lane] = (short) (rows - list.rows[entry]);
      columnPadding[lane] = (short) (columns - list.columns[entry]);
    }
  }

  private static int lane(int pair) {
    return pair / LANES * LANES + InterSequenceTransposition.lane(pair % LANES);
  }

  /**
   * Copies the last tokens of one side of some pairs into their slots, the same number for each.
   *
   * @param firstOfVector the pair in the vector's first slot
   * @param blocks number of blocks of eight tokens; tokens before the sequence are padding
   */
  private void stage(
      MemorySegment values,
      long[] ends,
      int first,
      int last,
      int firstOfVector,
      long to,
      int blocks) {
    for (int pair = first; pair < last; pair++) {
      long from = Short.BYTES * (ends[entries[pair]] - (long) blocks * BLOCK);
      long slot = to + (long) SLOT_BYTES * (pair - firstOfVector);
      if (from < 0) {
        stageFront(values, ends[entries[pair]], slot, blocks);
      } else {
        for (long end = slot + blocks * BLOCK_BYTES; slot != end; slot += BLOCK_BYTES) {
          ShortVector.fromMemorySegment(EIGHT_SHORTS, values, from, NATIVE)
              .intoMemorySegment(memory, slot, NATIVE);
          from += SLOT_BYTES;
        }
      }
    }
  }

  /** Copies one sequence whose padding would start before its column. */
  private void stageFront(MemorySegment values, long end, long slot, int blocks) {
    for (int back = 1; back <= end; back++) {
      int position = blocks * BLOCK - back;
      long to = slot + position / BLOCK * BLOCK_BYTES + (long) Short.BYTES * (position % BLOCK);
      memory.set(JAVA_SHORT, to, values.getAtIndex(JAVA_SHORT, end - back));
    }
  }

  @Override
  public void close() {
    owned.close();
  }

  MemorySegment memory() {
    return memory;
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

  /** Number of columns with padding: full blocks. */
  int columns() {
    return columns;
  }

  /** Rows of padding of the longest pattern. */
  int leastRowPadding() {
    return leastRowPadding;
  }

  /** Rows of padding of the shortest pattern. */
  int mostRowPadding() {
    return mostRowPadding;
  }

  /** Columns of padding of the shortest text. */
  int mostColumnPadding() {
    return mostColumnPadding;
  }

  /** Number of diagonals below the main one that the bands cover. */
  int diagonalsBelow() {
    return diagonalsBelow;
  }

  /** Number of diagonals above the main one that the bands cover. */
  int diagonalsAbove() {
    return diagonalsAbove;
  }

  /** Offset in bytes of the match masks of {@link #CHUNK} columns. */
  long masks(int vector) {
    return CHUNK * BYTES * vector;
  }

  /** Offset in bytes of the text tokens of a column. */
  long text(int vector, int column) {
    return COLUMNS + vector * textStride + column * BYTES;
  }

  /** Offset in bytes of the pattern tokens of a row. */
  long pattern(int vector, int row) {
    return patternStart + vector * patternStride + row * BYTES;
  }

  /** Offset in bytes of the horizontal deltas of a column. */
  long deltas(int vector, int column) {
    return deltaStart + vector * textStride + column * BYTES;
  }

  /** A pair's entry in its list. */
  int entry(int pair) {
    return entries[pair];
  }

  /** The distance of a pair, or an upper bound of it. */
  int score(int pair) {
    return scores[lane(pair)] & 0xFFFF;
  }
}
