package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.util.Arrays;

/**
 * Levenshtein distance up to a bound. Within the bound an alignment never leaves the band of {@code
 * 2 · bound + 1} diagonals: only that is computed, and no further than the first row that is beyond
 * the bound as a whole. Wide bands of short patterns are left to the bit-parallel distance.
 *
 * <p>Ukkonen, E., "Algorithms for approximate string matching", 1985.
 */
final class ScalarBoundedDistance {
  /** Cells of a band that cost as much as one word of 64 rows in {@link ScalarEditDistance}. */
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

  /** The distance of one pair, or {@code bound + 1} if it is larger. */
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

  /** Cell {@code bound + column − row} of the band holds column {@code column}; ends are walls. */
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
