// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.util.Arrays;

/**
 * Levenshtein distance up to a bound. An alignment of at most {@code bound} edits never leaves the
 * band of {@code 2 · bound + 1} diagonals, so only the band is computed, up to the first row whose
 * cells all exceed the bound. Where the band is wide and the pattern short, the bit-parallel
 * distance is faster.
 *
 * <p>Ukkonen, E., "Algorithms for approximate string matching", 1985.
 */
final class ScalarBoundedDistance {
  /** Cells of a band that take as long as one word of 64 rows in {@link ScalarEditDistance}. */
  private static final int CELLS_PER_WORD = 2;

  private ScalarBoundedDistance() {}

  static void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    for (int pair = 0; pair < predictions.count(); pair++) {
      out[pair] = distance(predictions, references, pair, bound, scratch);
    }
  }

  /** The distance of one pair, or {@code bound + 1} if the distance is larger. */
  static int distance(
      TokenColumn predictions, TokenColumn references, int pair, int bound, KernelScratch scratch) {
    int m = predictions.length(pair);
    int n = references.length(pair);
    if (Math.abs(m - n) > bound) {
      return bound + 1;
    }
    if (2L * bound + 1 > CELLS_PER_WORD * (Math.min(m, n) / 64L + 1)) {
      return Math.min(
          ScalarEditDistance.distance(predictions, references, pair, scratch), bound + 1);
    }
    return banded(predictions, references, pair, bound, scratch);
  }

  /**
   * The plain recurrence over the band. Element {@code bound + column − row} of the array holds the
   * cell of {@code column}; cells outside of the band count as {@code bound + 1}.
   */
  private static int banded(
      TokenColumn predictions, TokenColumn references, int pair, int bound, KernelScratch scratch) {
    long p = predictions.offset(pair);
    long r = references.offset(pair);
    int m = predictions.length(pair);
    int n = references.length(pair);
    int beyond = bound + 1;
    int[] band = scratch.band(2 * bound + 2);
    Arrays.fill(band, 0, 2 * bound + 2, beyond);
    for (int column = 0; column <= Math.min(bound, n); column++) {
      band[bound + column] = column;
    }
    for (int row = 1; row <= m; row++) {
      Cancellation.check();
      int token = predictions.value(p + row - 1);
      int lowest = beyond;
      int left = beyond;
      for (int cell = 0; cell <= 2 * bound; cell++) {
        int column = row + cell - bound;
        int distance = beyond;
        if (column == 0) {
          distance = Math.min(row, beyond);
        } else if (column > 0 && column <= n) {
          int changed = references.value(r + column - 1) == token ? 0 : 1;
          distance = Math.min(band[cell] + changed, Math.min(band[cell + 1], left) + 1);
          distance = Math.min(distance, beyond);
        }
        band[cell] = distance;
        left = distance;
        lowest = Math.min(lowest, distance);
      }
      if (lowest == beyond) {
        return beyond;
      }
    }
    return band[bound + n - m];
  }
}
