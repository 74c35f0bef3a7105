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
 * One or two vectors of pairs, transposed: one pair per 16-bit lane, one token per lane and row or
 * column. Patterns end together in the last row, texts in the last column; what lies before a
 * lane's first row or column is padding, of undefined tokens.
 *
 * <p>All that the lane kernels walk over lies in one aligned memory, which grows to what the
 * largest group needed.
 */
final class InterSequenceGroup implements AutoCloseable {
  /** Pairs that a group holds at most. */
  static final int PAIRS = 2 * LANES;

  /** Columns that are taken at a time, so that their match masks stay in the first-level cache. */
  static final int CHUNK = 64;

  /** Longest text in tokens: padded to full blocks it is still a signed number of 16 bits. */
  static final int LONGEST = Short.MAX_VALUE - BLOCK;

  /** What full lanes compute for each cell that one pair at a time does. */
  private static final int SPARSE = 6;

  private static final long COLUMNS = 2 * CHUNK * BYTES;

  /** Rows of padding, by lane; all rows where there is no pair. */
  final short[] rowPadding = new short[PAIRS];

  /** Columns of padding, by lane; all columns where there is no pair. */
  final short[] columnPadding = new short[PAIRS];

  /** Bits of the current strip's rows that belong to the pattern, by lane. */
  final short[] patternRows = new short[PAIRS];

  /** VP and VN of the first vector of pairs, then of the second. */
  final short[] vertical = new short[2 * PAIRS];

  /** Values of the matrix in the row above the current strip, left of the band, by lane. */
  final short[] corners = new short[PAIRS];

  /** Distances, or upper bounds, by lane. */
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

  /** Loads the next pairs of a list, from a place of its order on, after {@link #measure}. */
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
   * Looks at the sizes of the next pairs of a list.
   *
   * @return whether the lanes would be used so little that one pair at a time is faster
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
   * Gives pairs their places: those whose prediction is the pattern from the front, the others from
   * the back, without a branch on what nothing predicts. Returns the first of the others.
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
   * Copies the last tokens of one side of some pairs, as many for each, into their slots.
   *
   * @param firstOfVector the pair of the vector's first slot
   * @param blocks blocks of eight tokens; what lies before a sequence is padding
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

  /** The same for one pair that has too few tokens before it in its column. */
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

  /** Columns with padding: full blocks. */
  int columns() {
    return columns;
  }

  /** Rows of padding that all lanes have. */
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

  /** Diagonals below the main one that the pairs' bounds reach. */
  int diagonalsBelow() {
    return diagonalsBelow;
  }

  /** Diagonals above the main one that the pairs' bounds reach. */
  int diagonalsAbove() {
    return diagonalsAbove;
  }

  /** Offset in bytes of the match masks of a chunk of columns. */
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

  /** The entry of a list that a pair of the group is. */
  int entry(int pair) {
    return entries[pair];
  }

  /** The score of a pair of the group. */
  int score(int pair) {
    return scores[lane(pair)] & 0xFFFF;
  }
}
