// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Trimmed pairs of a chunk for one kernel, and an order in which neighbours have similar sizes. The
 * shorter side is the pattern (its tokens are the rows), the longer side the text (the columns).
 * Token indexes are absolute in their columns.
 */
final class PairList {
  /** Number of values of {@link #sizeCode} for sizes below 2¹⁷. */
  private static final int CODES = 544;

  /** Sizes below this have a code of their own; larger ones share it with those within 3 %. */
  private static final int EXACT = 256;

  /** Number of entries; the arrays below have one element per entry. */
  int size;

  /** Number of the pair in its batch. */
  int[] pair = new int[0];

  int[] rows = new int[0];
  int[] columns = new int[0];

  /** Largest distance that the pair's band must hold. */
  int[] bound = new int[0];

  /** Result of the band: the distance if it is at most the bound, else an upper bound of it. */
  int[] upper = new int[0];

  /** Index after the prediction's last token. */
  long[] predictionEnd = new long[0];

  /** Index after the reference's last token. */
  long[] referenceEnd = new long[0];

  /** 1 where the reference is the pattern, 0 where the prediction is it. */
  byte[] swapped = new byte[0];

  MemorySegment predictions = MemorySegment.NULL;
  MemorySegment references = MemorySegment.NULL;
  private int[] order = new int[0];
  private int[] scratch = new int[0];
  private final int[] starts = new int[CODES + 1];

  /** Empties the list, for up to {@code capacity} pairs of the given columns. */
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
   * @param index number of the pair in its batch
   * @param p index after the prediction's last token
   * @param m tokens of the prediction
   * @param r index after the reference's last token
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

  /** The entry at a position of the order. */
  int at(int place) {
    return order[place];
  }

  /**
   * Orders entries by rows in steps of eight, then by another size: ascending in one step,
   * descending in the next, so that neighbours across steps are similar too. Two counting sorts.
   *
   * @param minor the other size, by entry
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

  /** Orders entries by rows, of which each has fewer than {@value #EXACT}. */
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

  /** A size as a small number: exact below 256, then 32 steps for each power of two. */
  private static int sizeCode(int length) {
    if (length < EXACT) {
      return length;
    }
    int octave = 31 - Integer.numberOfLeadingZeros(length);
    return EXACT + ((octave - 8) << 5) + ((length >>> (octave - 5)) & 31);
  }
}
