package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static jdk.incubator.vector.VectorOperators.NE;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;

/**
 * Takes off what the sides of a pair share at both ends, which changes no distance. Pairs are read
 * in input order, so that this is also what brings their tokens into the cache.
 */
final class PairTrimming {
  private PairTrimming() {}

  /**
   * Trims some pairs of 16-bit columns, in input order. Where a side is used up the distance is
   * what is left of the other and goes to {@code out}; all other pairs go to the list.
   */
  static void trim(
      TokenColumn predictions,
      TokenColumn references,
      int[] pairs,
      int count,
      LanePlan plan,
      int[] out) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    for (int index = 0; index < count; index++) {
      int pair = pairs[index];
      long p = predictions.offset(pair);
      long r = references.offset(pair);
      long pEnd = predictions.offset(pair + 1);
      long rEnd = references.offset(pair + 1);
      int shorter = (int) Math.min(pEnd - p, rEnd - r);
      int prefix = 0;
      int suffix = 0;
      if (shorter > 0 && shareAnEnd(pv, p, pEnd, rv, r, rEnd)) {
        prefix = commonPrefix(pv, p, rv, r, shorter);
        suffix = commonSuffix(pv, pEnd, rv, rEnd, shorter - prefix);
      }
      int m = (int) (pEnd - p) - prefix - suffix;
      int n = (int) (rEnd - r) - prefix - suffix;
      if (m == 0 || n == 0) {
        out[pair] = m + n;
      } else {
        list(plan, m, n).add(pair, pEnd - suffix, m, rEnd - suffix, n);
      }
    }
  }

  private static PairList list(LanePlan plan, int m, int n) {
    int rows = Math.min(m, n);
    int columns = Math.max(m, n);
    if (columns <= SingleWordDistance.ROWS) {
      return plan.oneWord(m, n);
    }
    boolean longPattern = rows >= VectorEditDistance.BANDED_ROWS;
    if (columns <= InterSequenceGroup.LONGEST) {
      return longPattern ? plan.probed : plan.whole;
    }
    return longPattern && columns <= BlockWavefrontGroup.LONGEST ? plan.words(rows) : plan.single;
  }

  /** Whether the first or the last tokens are the same: most unlike pairs end here. */
  private static boolean shareAnEnd(
      MemorySegment pv, long p, long pEnd, MemorySegment rv, long r, long rEnd) {
    return pv.getAtIndex(JAVA_SHORT, p) == rv.getAtIndex(JAVA_SHORT, r)
        || pv.getAtIndex(JAVA_SHORT, pEnd - 1) == rv.getAtIndex(JAVA_SHORT, rEnd - 1);
  }

  /** Tokens that two ranges share from the front, at most {@code limit}. */
  static int commonPrefix(MemorySegment pv, long p, MemorySegment rv, long r, int limit) {
    int equal = 0;
    while (equal < limit) {
      long differing =
          ShortVector.fromMemorySegment(SHORT, pv, 2 * (p + equal), NATIVE)
              .compare(NE, ShortVector.fromMemorySegment(SHORT, rv, 2 * (r + equal), NATIVE))
              .toLong();
      if (differing != 0) {
        return Math.min(limit, equal + Long.numberOfTrailingZeros(differing));
      }
      equal += LANES;
    }
    return limit;
  }

  /** Tokens that two ranges share before their ends, at most {@code limit}. */
  private static int commonSuffix(
      MemorySegment pv, long pEnd, MemorySegment rv, long rEnd, int limit) {
    int equal = 0;
    while (equal < limit) {
      long pFrom = 2 * (pEnd - equal) - BYTES;
      long rFrom = 2 * (rEnd - equal) - BYTES;
      if (pFrom < 0 || rFrom < 0) {
        return commonSuffixAtFront(pv, pEnd, rv, rEnd, equal, limit);
      }
      long differing =
          ShortVector.fromMemorySegment(SHORT, pv, pFrom, NATIVE)
              .compare(NE, ShortVector.fromMemorySegment(SHORT, rv, rFrom, NATIVE))
              .toLong();
      if (differing != 0) {
        return Math.min(limit, equal + Long.numberOfLeadingZeros(differing) - (64 - LANES));
      }
      equal += LANES;
    }
    return limit;
  }

  /** The same, token by token, where a vector would begin before its column. */
  private static int commonSuffixAtFront(
      MemorySegment pv, long pEnd, MemorySegment rv, long rEnd, int equal, int limit) {
    int tokens = equal;
    while (tokens < limit
        && pv.getAtIndex(JAVA_SHORT, pEnd - tokens - 1)
            == rv.getAtIndex(JAVA_SHORT, rEnd - tokens - 1)) {
      tokens++;
    }
    return tokens;
  }
}
