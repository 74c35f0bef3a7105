// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static jdk.incubator.vector.VectorOperators.NE;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;

/**
 * Common ends of a pair of 16-bit columns, a vector of tokens at a time. An optimal alignment keeps
 * them, so a distance is computed on the tokens between them.
 */
final class VectorTrimming {
  private VectorTrimming() {}

  /**
   * The common prefix and suffix of a pair, which do not overlap.
   *
   * @param p index of the prediction's first token
   * @param pEnd index after the prediction's last token
   * @param r index of the reference's first token
   * @param rEnd index after the reference's last token
   * @return the prefix's tokens in the upper 32 bits, the suffix's in the lower
   */
  static long commonEnds(MemorySegment pv, long p, long pEnd, MemorySegment rv, long r, long rEnd) {
    int shorter = (int) Math.min(pEnd - p, rEnd - r);
    if (shorter == 0 || !shareAnEnd(pv, p, pEnd, rv, r, rEnd)) {
      return 0;
    }
    int prefix = commonPrefix(pv, p, rv, r, shorter);
    int suffix = commonSuffix(pv, pEnd, rv, rEnd, shorter - prefix);
    return (long) prefix << 32 | suffix;
  }

  /** Whether the first or the last tokens are equal; for most unrelated pairs they are not. */
  private static boolean shareAnEnd(
      MemorySegment pv, long p, long pEnd, MemorySegment rv, long r, long rEnd) {
    return pv.getAtIndex(JAVA_SHORT, p) == rv.getAtIndex(JAVA_SHORT, r)
        || pv.getAtIndex(JAVA_SHORT, pEnd - 1) == rv.getAtIndex(JAVA_SHORT, rEnd - 1);
  }

  /** Number of tokens that two ranges share from their starts, at most {@code limit}. */
  private static int commonPrefix(MemorySegment pv, long p, MemorySegment rv, long r, int limit) {
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

  /** Number of tokens that two ranges share before their ends, at most {@code limit}. */
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

  /** Continues token by token where a vector would start before its column. */
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
