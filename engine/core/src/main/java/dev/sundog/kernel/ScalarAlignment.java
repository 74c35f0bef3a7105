package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/**
 * Hits of one optimal alignment per pair. Where several alignments are optimal, the trace-back from
 * the end decides as RapidFuzz's opcodes do: a deletion where the cell is one above its neighbour
 * in the reference, else an insertion where the row before falls by one, else the diagonal.
 *
 * <p>Pairs up to {@value #MATRIX_TOKENS} tokens keep the bit-vectors of every prediction token
 * (Hyyrö 2003, as in {@link ScalarEditDistance}) and walk back; longer ones carry the hits of every
 * cell's own trace-back along the rows of the plain recurrence: slower, in memory of two rows.
 */
final class ScalarAlignment {
  private static final int MATRIX_TOKENS = 4096;

  private ScalarAlignment() {}

  static void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    for (int pair = 0; pair < predictions.count(); pair++) {
      out[pair] = hits(predictions, references, pair, scratch);
    }
  }

  static int hits(
      TokenColumn predictions, TokenColumn references, int pair, KernelScratch scratch) {
    long p = predictions.offset(pair);
    long r = references.offset(pair);
    int n = predictions.length(pair);
    int m = references.length(pair);
    int shared = m + n;
    while (m > 0 && n > 0 && predictions.value(p) == references.value(r)) {
      p++;
      r++;
      m--;
      n--;
    }
    while (m > 0 && n > 0 && predictions.value(p + n - 1) == references.value(r + m - 1)) {
      m--;
      n--;
    }
    shared = (shared - m - n) / 2;
    if (m == 0 || n == 0) {
      return shared;
    }
    return m <= MATRIX_TOKENS && n <= MATRIX_TOKENS
        ? shared + byMatrix(predictions, p, n, references, r, m, scratch)
        : shared + byRows(predictions, p, n, references, r, m);
  }

  private static int byMatrix(
      TokenColumn predictions,
      long p,
      int n,
      TokenColumn references,
      long r,
      int m,
      KernelScratch scratch) {
    MatchMasks masks = scratch.matchMasks();
    masks.build(references, r, m);
    int words = (m + 63) >>> 6;
    int stride = 2 * words;
    long[] rows = scratch.vertical((n + 1) * stride);
    for (int word = 0; word < words; word++) {
      rows[2 * word] = -1L;
      rows[2 * word + 1] = 0;
    }
    for (int row = 0; row < n; row++) {
      step(masks, masks.row(predictions.value(p + row)), words, rows, row * stride);
    }
    return walkBack(predictions, p, n, references, r, m, rows, stride);
  }

  /** From the vertical deltas of one row to those of the next, {@code 2 · words} words further. */
  private static void step(MatchMasks masks, int maskRow, int words, long[] rows, int from) {
    long hpCarry = 1;
    long hnCarry = 0;
    for (int word = 0; word < words; word++) {
      long vp = rows[from + 2 * word];
      long vn = rows[from + 2 * word + 1];
      long match = masks.word(maskRow, word) | hnCarry;
      long d0 = (((match & vp) + vp) ^ vp) | match | vn;
      long hp = vn | ~(d0 | vp);
      long hn = d0 & vp;
      long hpShifted = hp << 1 | hpCarry;
      long hnShifted = hn << 1 | hnCarry;
      hpCarry = hp >>> 63;
      hnCarry = hn >>> 63;
      rows[from + 2 * (words + word)] = hnShifted | ~(d0 | hpShifted);
      rows[from + 2 * (words + word) + 1] = hpShifted & d0;
    }
  }

  private static int walkBack(
      TokenColumn predictions,
      long p,
      int n,
      TokenColumn references,
      long r,
      int m,
      long[] rows,
      int stride) {
    int hits = 0;
    int row = n;
    int column = m;
    while (row > 0 && column > 0) {
      int word = 2 * ((column - 1) >>> 6);
      long bit = 1L << (column - 1);
      if ((rows[row * stride + word] & bit) != 0) {
        column--;
      } else {
        row--;
        if ((rows[row * stride + word + 1] & bit) == 0) {
          column--;
          hits += references.value(r + column) == predictions.value(p + row) ? 1 : 0;
        }
      }
    }
    return hits;
  }

  private static int byRows(
      TokenColumn predictions, long p, int n, TokenColumn references, long r, int m) {
    int[] reference = new int[m];
    for (int column = 0; column < m; column++) {
      reference[column] = references.value(r + column);
    }
    int[] distances = new int[m + 1];
    int[] hits = new int[m + 1];
    for (int column = 0; column <= m; column++) {
      distances[column] = column;
    }
    for (int row = 0; row < n; row++) {
      rowStep(predictions.value(p + row), reference, distances, hits);
    }
    return hits[m];
  }

  /** One row of the recurrence; a cell's hits are those of the cell its trace-back goes to. */
  private static void rowStep(int token, int[] reference, int[] distances, int[] hits) {
    int diagonal = distances[0];
    int diagonalHits = 0;
    distances[0]++;
    int left = distances[0];
    for (int column = 1; column <= reference.length; column++) {
      int above = distances[column];
      int aboveHits = hits[column];
      boolean same = reference[column - 1] == token;
      int distance = Math.min(diagonal + (same ? 0 : 1), Math.min(above, left) + 1);
      if (distance == left + 1) {
        hits[column] = hits[column - 1];
      } else if (above != diagonal - 1) {
        hits[column] = diagonalHits + (same ? 1 : 0);
      }
      distances[column] = distance;
      diagonal = above;
      diagonalHits = aboveHits;
      left = distance;
    }
  }
}
