// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;

/**
 * Chooses the kernel for every pair of a Levenshtein distance on vectors. {@link #routeBlocks} and
 * {@link #route} are the decision table, read top to bottom; all kernels are exact, so the choice
 * affects the time only.
 *
 * <p>A batch is processed in chunks that stay in the cache: pairs are first read in input order,
 * which computes the short and near ones and assigns the others to a list per kernel; then each
 * kernel orders its list by size and computes it.
 */
final class EditDistanceRouter {
  /** Fewest rows for which a band is tried, or the pattern is spread over several lanes. */
  private static final int LONG_PATTERN = 160;

  /** The bound of a distance without one. */
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Most pairs of a chunk. */
  private static final int CHUNK_PAIRS = 4096;

  /** Tokens of a chunk: they are read again after trimming, so they should stay in the cache. */
  private static final int CHUNK_TOKENS = 1 << 18;

  /** Fewest pairs of a chunk, whatever their size: groups need pairs of similar size. */
  private static final int MIN_CHUNK_PAIRS = 1024;

  private EditDistanceRouter() {}

  static void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    if (predictions.width() != Short.BYTES) {
      // The vector kernels compare lanes of 16 bits.
      ScalarEditDistance.editDistance(predictions, references, scratch, out);
      return;
    }
    int to;
    for (int from = 0; from < predictions.count(); from = to) {
      to = chunkEnd(predictions, references, from);
      chunk(predictions, references, from, to, UNBOUNDED, scratch, out);
    }
  }

  static void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    if (predictions.width() != Short.BYTES) {
      ScalarBoundedDistance.boundedEditDistance(predictions, references, bound, scratch, out);
      return;
    }
    int to;
    for (int from = 0; from < predictions.count(); from = to) {
      to = chunkEnd(predictions, references, from);
      chunk(predictions, references, from, to, bound, scratch, out);
      cap(out, from, to, bound + 1);
    }
  }

  /** A method of its own: C2 compiles its loop without the kernels that were inlined around it. */
  private static void cap(int[] out, int from, int to, int largest) {
    for (int pair = from; pair < to; pair++) {
      out[pair] = Math.min(out[pair], largest);
    }
  }

  private static int chunkEnd(TokenColumn predictions, TokenColumn references, int from) {
    int to = Math.min(predictions.count(), from + MIN_CHUNK_PAIRS);
    int limit = Math.min(predictions.count(), from + CHUNK_PAIRS);
    long tokens = predictions.offset(from) + references.offset(from) + CHUNK_TOKENS;
    while (to < limit && predictions.offset(to) + references.offset(to) < tokens) {
      to = Math.min(limit, to + ShortPairBlock.PAIRS);
    }
    return to;
  }

  private static void chunk(
      TokenColumn predictions,
      TokenColumn references,
      int from,
      int to,
      int bound,
      KernelScratch scratch,
      int[] out) {
    EditDistanceScratch plan = scratch.editDistance();
    plan.clear(predictions, references, to - from);
    routeBlocks(predictions, references, from, to, bound, plan, out);
    bands(plan, out);
    plan.singleWordKernel.editDistance(plan.singleWord[0], false, out);
    plan.singleWordKernel.editDistance(plan.singleWord[1], true, out);
    plan.interSequenceKernel.editDistance(plan.interSequence, plan.scalar, out);
    for (int log = 1; log < plan.blockWavefront.length; log++) {
      plan.blockWavefrontKernel.editDistance(plan.blockWavefront[log], 1 << log, out);
    }
    scalar(predictions, references, plan.scalar, bound, scratch, out);
  }

  /**
   * The first two rows of the decision table, which need whole blocks of pairs; then the others.
   */
  private static void routeBlocks(
      TokenColumn predictions,
      TokenColumn references,
      int from,
      int to,
      int bound,
      EditDistanceScratch plan,
      int[] out) {
    for (int block = from; block < to; block += ShortPairBlock.PAIRS) {
      int end = Math.min(to, block + ShortPairBlock.PAIRS);
      // 512 pairs of at most 8 tokens a side: one pair per 8-bit lane, faster than any trimming.
      if (plan.shortPairKernel.editDistance(predictions, references, block, end, out)) {
        continue;
      }
      // At most 62 tokens and 6 edits, equal pairs included: furthest-reaching diagonals, tried on
      // every pair because they need no branch on the tokens.
      int rest = plan.furthestKernel.editDistance(predictions, references, block, end, out);
      route(predictions, references, plan.furthestKernel.rest, rest, bound, plan, out);
    }
  }

  /**
   * The decision table for single pairs: the first condition that holds decides. Results known at
   * once are written to {@code out}; all other pairs are added to the list of their kernel. Apart
   * from {@link #routeBlocks}, because C2 compiles this loop again when other sizes of pairs come:
   * without the kernels inlined that takes a fraction of the time.
   *
   * @param bound largest distance of interest; a larger distance may be written as any number above
   *     the bound
   */
  private static void route(
      TokenColumn predictions,
      TokenColumn references,
      int[] pairs,
      int count,
      int bound,
      EditDistanceScratch plan,
      int[] out) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    boolean bounded = bound != UNBOUNDED;
    for (int index = 0; index < count; index++) {
      int pair = pairs[index];
      // Common ends change no distance; comparing them also loads the pair into the cache.
      long p = predictions.offset(pair);
      long r = references.offset(pair);
      long pEnd = predictions.offset(pair + 1);
      long rEnd = references.offset(pair + 1);
      long ends = VectorTrimming.commonEnds(pv, p, pEnd, rv, r, rEnd);
      pEnd -= (int) ends;
      rEnd -= (int) ends;
      int m = (int) (pEnd - p - (ends >>> 32));
      int n = (int) (rEnd - r - (ends >>> 32));
      int rows = Math.min(m, n);
      int columns = Math.max(m, n);
      int band = 0;
      PairList list;
      if (rows == 0) {
        // Equal, or one side is trimmed away: the tokens left are insertions or deletions.
        out[pair] = columns;
        continue;
      } else if (columns - rows > bound) {
        // Length gap: every surplus token is an edit.
        out[pair] = bound + 1;
        continue;
      } else if (bounded && columns <= InterSequenceGroup.LONGEST) {
        // The band of the bound, one pair per 16-bit lane: the time follows the bound.
        band = Math.min(bound, columns);
        list = plan.band;
      } else if (!bounded && columns <= SingleWordDistance.LONGEST) {
        // The longer side fits one word: one compare makes the match mask of a whole column.
        list = plan.singleWord[m > n ? 1 : 0];
      } else if (!bounded && rows < LONG_PATTERN && columns <= InterSequenceGroup.LONGEST) {
        // A short pattern: one pair per 16-bit lane, with others of similar rows and columns.
        list = plan.interSequence;
      } else if (!bounded
          && rows >= LONG_PATTERN
          && columns <= InterSequenceGroup.LONGEST
          && BandHeuristic.worthwhile(pv, pEnd, rv, rEnd)) {
        // Long and similar: a narrow band finds the distance or an upper bound, see bands().
        band = Math.max(columns - rows, narrowBand(rows));
        list = plan.narrowBand;
      } else if (!bounded && rows >= LONG_PATTERN && columns <= BlockWavefrontGroup.LONGEST) {
        // Long and dissimilar: the whole matrix, 64 rows per lane and several lanes per pair.
        list = blockWavefront(plan, rows);
      } else {
        // A text too long for 16-bit lanes or for the memory of a group.
        list = plan.scalar;
      }
      list.add(pair, pEnd, m, rEnd, n, band);
    }
  }

  /**
   * The list for a pattern of several words: as many lanes as the pattern fills, or as a vector
   * has. With two lanes per vector, the scalar kernel is as fast, and C2 has no permutation.
   */
  private static PairList blockWavefront(EditDistanceScratch plan, int rows) {
    if (BlockWavefrontGroup.LANES == 2) {
      return plan.scalar;
    }
    int log = rows <= 128 ? 1 : rows <= 256 ? 2 : 3;
    return plan.blockWavefront[
        Math.min(log, Integer.numberOfTrailingZeros(BlockWavefrontGroup.LANES))];
  }

  /**
   * The bound of the first band. For many rows a narrow band costs little compared with the second
   * one; for few rows it costs as much, so it is made wide enough to be the last.
   */
  private static int narrowBand(int rows) {
    return rows <= 512 ? rows / 8 : Math.max(32, rows / 64);
  }

  /**
   * Computes the bands. A distance within its narrow band is exact; any other is an upper bound,
   * and the band of that bound is exact. A band that covers most of the matrix is replaced by the
   * whole matrix, which costs less per cell.
   */
  private static void bands(EditDistanceScratch plan, int[] out) {
    PairList list = plan.narrowBand;
    plan.interSequenceKernel.banded(list);
    for (int entry = 0; entry < list.size; entry++) {
      int upper = list.upper[entry];
      if (upper <= list.bound[entry]) {
        out[list.pair[entry]] = upper;
      } else if (upper + InterSequenceRecurrence.ROWS > list.columns[entry] / 4 * 3) {
        blockWavefront(plan, list.rows[entry]).add(list, entry);
      } else {
        list.bound[entry] = upper;
        plan.band.add(list, entry);
      }
    }
    list = plan.band;
    plan.interSequenceKernel.banded(list);
    for (int entry = 0; entry < list.size; entry++) {
      out[list.pair[entry]] = list.upper[entry];
    }
  }

  private static void scalar(
      TokenColumn predictions,
      TokenColumn references,
      PairList list,
      int bound,
      KernelScratch scratch,
      int[] out) {
    for (int entry = 0; entry < list.size; entry++) {
      int pair = list.pair[entry];
      out[pair] =
          bound == UNBOUNDED
              ? ScalarEditDistance.distance(predictions, references, pair, scratch)
              : ScalarBoundedDistance.distance(predictions, references, pair, bound, scratch);
    }
  }
}
