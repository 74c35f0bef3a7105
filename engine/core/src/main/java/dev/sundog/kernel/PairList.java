package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Pairs of a chunk that a lane kernel is to work on, pattern (the shorter side) against text, and
 * an order in which neighbours have like sizes. Token positions are absolute in their columns.
 */
final class PairList {
  /** Codes of {@link #sizeCode} up to 2^17 - 1: exact below 256, within 3 % above. */
  private static final int CODES = 544;

  private static final int EXACT = 256;

  int size;
  int[] pair = new int[0];
  int[] rows = new int[0];
  int[] columns = new int[0];

  /** Largest distance that a pair's band has to hold. */
  int[] bound = new int[0];

  /** What a band came to: the distance if it is within the bound, else no less than it. */
  int[] upper = new int[0];

  /** Absolute index behind the prediction's last token, and behind the reference's. */
  long[] predictionEnd = new long[0];

  long[] referenceEnd = new long[0];

  /** 1 where the reference is the pattern, 0 where the prediction is. */
  byte[] swapped = new byte[0];

  MemorySegment predictions = MemorySegment.NULL;
  MemorySegment references = MemorySegment.NULL;
  private int[] order = new int[0];
  private int[] scratch = new int[0];
  private final int[] starts = new int[CODES + 1];

  /** Empties the list, for pairs of the given columns and up to {@code capacity} of them. */
  void clear(TokenColumn predictionColumn, TokenColumn referenceColumn, int capacity) {
    size = 0;
    predictions = predictionColumn.values();
    references = referenceColumn.values();
    if (pair.length < capacity) {
      pair = new int[capacity];
      rows = new int[capacity];
      columns = new int[capacity];
      bound = new int[capacity];
      upper = new int[capacity];
      predictionEnd = new long[capacity];
      referenceEnd = new long[capacity];
      swapped = new byte[capacity];
      order = new int[capacity];
      scratch = new int[capacity];
    }
  }

  /**
   * Appends a pair.
   *
   * @param p absolute index behind the prediction's last token
   * @param m tokens of the prediction
   * @param r absolute index behind the reference's last token
   * @param n tokens of the reference
   * @param band largest distance that the pair's band must hold; 0 where the list has no bands
   */
  void add(int index, long p, int m, long r, int n, int band) {
    pair[size] = index;
    bound[size] = band;
    rows[size] = Math.min(m, n);
    columns[size] = Math.max(m, n);
    predictionEnd[size] = p;
    referenceEnd[size] = r;
    swapped[size] = (byte) ((n - m) >>> 31);
    size++;
  }

  /** Appends an entry of another list over the same columns. */
  void add(PairList other, int entry) {
    int end = size++;
    pair[end] = other.pair[entry];
    rows[end] = other.rows[entry];
    columns[end] = other.columns[entry];
    bound[end] = other.bound[entry];
    predictionEnd[end] = other.predictionEnd[entry];
    referenceEnd[end] = other.referenceEnd[entry];
    swapped[end] = other.swapped[entry];
  }

  /** The entry at a place of the order. */
  int at(int place) {
    return order[place];
  }

  /**
   * Orders entries by rows in steps of eight, within a step by another size: rising in one step,
   * falling in the next, so that neighbours across steps are alike too.
   */
  void order(int[] minor) {
    if (size == 0) {
      return;
    }
    Arrays.fill(starts, 0);
    for (int entry = 0; entry < size; entry++) {
      starts[minorKey(minor, entry) + 1]++;
    }
    accumulate();
    for (int entry = 0; entry < size; entry++) {
      scratch[starts[minorKey(minor, entry)]++] = entry;
    }
    Arrays.fill(starts, 0);
    for (int entry = 0; entry < size; entry++) {
      starts[rowKey(entry) + 1]++;
    }
    accumulate();
    for (int place = 0; place < size; place++) {
      int entry = scratch[place];
      order[starts[rowKey(entry)]++] = entry;
    }
  }

  /** Orders entries by rows alone, which are fewer than {@value #EXACT}. */
  void orderByRows() {
    if (size == 0) {
      return;
    }
    Arrays.fill(starts, 0);
    for (int entry = 0; entry < size; entry++) {
      starts[rows[entry] + 1]++;
    }
    accumulate();
    for (int entry = 0; entry < size; entry++) {
      order[starts[rows[entry]]++] = entry;
    }
  }

  private void accumulate() {
    for (int code = 0; code < CODES; code++) {
      starts[code + 1] += starts[code];
    }
  }

  private int rowKey(int entry) {
    return sizeCode((rows[entry] + 7) >>> 3);
  }

  private int minorKey(int[] minor, int entry) {
    int code = sizeCode(minor[entry]);
    return (rowKey(entry) & 1) == 0 ? code : CODES - 1 - code;
  }

  private static int sizeCode(int length) {
    if (length < EXACT) {
      return length;
    }
    int octave = 31 - Integer.numberOfLeadingZeros(length);
    return EXACT + ((octave - 8) << 5) + ((length >>> (octave - 5)) & 31);
  }
}
