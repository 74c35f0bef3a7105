// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;

/**
 * Hits of one optimal alignment per pair: positions at which a prediction token is aligned with an
 * equal reference token. The trace-back runs from the last cell. Among several optimal alignments
 * it chooses as RapidFuzz's opcodes do: a deletion where the cell is one above its left neighbour
 * in the reference, else an insertion where the cell in the row before is one lower, else the
 * diagonal.
 *
 * <p>Up to {@value #MATRIX_TOKENS} tokens a side, the vertical deltas of every prediction token are
 * kept ({@link HyyroRecurrence}) and the trace-back reads them. Longer pairs use the plain
 * recurrence, which carries along the hits of each cell's own trace-back: slower, but in the memory
 * of two rows.
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
    int shorter = Math.min(m, n);
    int prefix = ScalarTrimming.commonPrefix(predictions, p, references, r, shorter);
    int suffix =
        ScalarTrimming.commonSuffix(predictions, p + n, references, r + m, shorter - prefix);
    int kept = prefix + suffix;
    p += prefix;
    r += prefix;
    n -= kept;
    m -= kept;
    if (m == 0 || n == 0) {
      return kept;
    }
    return m <= MATRIX_TOKENS && n <= MATRIX_TOKENS
        ? kept + byMatrix(predictions, p, n, references, r, m, scratch)
        : kept + byRows(predictions, p, n, references, r, m);
  }

  /** The reference runs along the bits; each prediction token adds a set of words. */
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
      Cancellation.check();
      int maskRow = masks.row(predictions.value(p + row));
      int from = row * stride;
      HyyroRecurrence.column(
          masks, maskRow, words, rows, from, from + stride, HyyroRecurrence.RISES);
    }
    return walkBack(predictions, p, n, references, r, m, rows, stride);
  }

  /** Traces the alignment back from the last cell and counts its hits. */
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

  /** The plain recurrence over rows of cells. */
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
      Cancellation.check();
      rowStep(predictions.value(p + row), reference, distances, hits);
    }
    return hits[m];
  }

  /** One row. A cell takes the hits of the neighbour that its trace-back enters. */
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
