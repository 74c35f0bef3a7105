// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTE;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.INT;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static dev.sundog.kernel.VectorWidth.SIXTEEN_BYTES;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.OR;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Exact match, common prefix and Hamming distance, a vector of tokens at a time. A load may reach
 * past the end of a sequence, into the next one or the column's padding; those bits are masked.
 */
final class VectorMatching {
  /** Pairs that are checked for short sequences together. */
  static final int BLOCK = ShortPairBlock.PAIRS;

  private VectorMatching() {}

  static void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ShortPairMatching shortPairs = scratch.shortPairMatching();
    int log = Integer.numberOfTrailingZeros(predictions.width());
    int most = SIXTEEN_BYTES.length() >>> log;
    int count = predictions.count();
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      if (to - from < BLOCK) {
        exactMatch(predictions, references, from, to, out);
      } else if (!shortPairs.exactMatch(predictions, references, from, out)) {
        if (allWithin(predictions, from, most)) {
          shortExactMatch(predictions, references, log, from, out);
        } else {
          exactMatch(predictions, references, from, to, out);
        }
      }
    }
  }

  /** Whether no sequence of a block has more than {@code tokens}, a power of two. */
  private static boolean allWithin(TokenColumn column, int from, int tokens) {
    if (column.offset(from + BLOCK) - column.offset(from) > (long) BLOCK * tokens) {
      return false;
    }
    MemorySegment offsets = column.offsets();
    IntVector above = IntVector.zero(INT);
    for (int sequence = from; sequence < from + BLOCK; sequence += INT.length()) {
      IntVector start = IntVector.fromMemorySegment(INT, offsets, 4L * sequence, NATIVE);
      IntVector end = IntVector.fromMemorySegment(INT, offsets, 4L * (sequence + 1), NATIVE);
      above = above.or(end.sub(start).add(tokens - 1));
    }
    return above.reduceLanes(OR) < 2 * tokens;
  }

  /** A block whose predictions have at most 16 bytes: one load a side. */
  private static void shortExactMatch(
      TokenColumn predictions, TokenColumn references, int log, int from, int[] out) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    MemorySegment po = predictions.offsets();
    MemorySegment ro = references.offsets();
    int p = po.getAtIndex(JAVA_INT, from);
    int r = ro.getAtIndex(JAVA_INT, from);
    for (int pair = from; pair < from + BLOCK; pair++) {
      int pEnd = po.getAtIndex(JAVA_INT, pair + 1);
      int rEnd = ro.getAtIndex(JAVA_INT, pair + 1);
      long differing =
          ByteVector.fromMemorySegment(SIXTEEN_BYTES, pv, (long) p << log, NATIVE)
              .compare(NE, ByteVector.fromMemorySegment(SIXTEEN_BYTES, rv, (long) r << log, NATIVE))
              .toLong();
      int length = pEnd - p;
      // Shift out the bits past the end: 64 − length, in two steps because a shift by 64 does none.
      differing = ((rEnd - r) ^ length) | (differing << ~(length << log) << 1);
      out[pair] = differing == 0 ? 1 : 0;
      p = pEnd;
      r = rEnd;
    }
  }

  private static void exactMatch(
      TokenColumn predictions, TokenColumn references, int from, int to, int[] out) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    int width = predictions.width();
    long pEnd = width * predictions.offset(from);
    long rEnd = width * references.offset(from);
    for (int pair = from; pair < to; pair++) {
      long p = pEnd;
      long r = rEnd;
      pEnd = width * predictions.offset(pair + 1);
      rEnd = width * references.offset(pair + 1);
      long length = pEnd - p;
      long differing = ((rEnd - r) ^ length) | (differing(pv, p, rv, r) & low(length));
      // No branch on whether the first vector matches: it can't be predicted; the length can.
      if (length > BYTES && differing == 0) {
        differing = firstDifference(pv, p, rv, r, length) - length;
      }
      out[pair] = (int) ((differing | -differing) >>> (Long.SIZE - 1)) ^ 1;
    }
  }

  static void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ShortPairMatching shortPairs = scratch.shortPairMatching();
    int count = predictions.count();
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      if (to - from < BLOCK || !shortPairs.commonPrefix(predictions, references, from, out)) {
        commonPrefix(predictions, references, from, to, out);
      }
    }
  }

  private static void commonPrefix(
      TokenColumn predictions, TokenColumn references, int from, int to, int[] out) {
    int width = predictions.width();
    for (int pair = from; pair < to; pair++) {
      long p = width * predictions.offset(pair);
      long r = width * references.offset(pair);
      long shorter = width * (long) Math.min(predictions.length(pair), references.length(pair));
      out[pair] =
          (int) (firstDifference(predictions.values(), p, references.values(), r, shorter) / width);
    }
  }

  static void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    if (predictions.width() == 1) {
      ScalarMatching.hammingDistance(predictions, references, out);
      return;
    }
    ShortPairMatching shortPairs = scratch.shortPairMatching();
    int count = predictions.count();
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      if (to - from < BLOCK || !shortPairs.hammingDistance(predictions, references, from, out)) {
        hammingDistance(predictions, references, from, to, out);
      }
    }
  }

  private static void hammingDistance(
      TokenColumn predictions, TokenColumn references, int from, int to, int[] out) {
    for (int pair = from; pair < to; pair++) {
      int p = predictions.length(pair);
      int r = references.length(pair);
      int differing = differingTokens(predictions, references, pair, Math.min(p, r));
      out[pair] = differing + Math.abs(p - r);
    }
  }

  private static int differingTokens(
      TokenColumn predictions, TokenColumn references, int pair, int tokens) {
    int width = predictions.width();
    long p = width * predictions.offset(pair);
    long r = width * references.offset(pair);
    int lanes = (int) BYTES / width;
    int count = 0;
    for (int done = 0; done < tokens; done += lanes) {
      long differing =
          width == Short.BYTES
              ? differingShorts(predictions.values(), p, references.values(), r)
              : differingInts(predictions.values(), p, references.values(), r);
      count += Long.bitCount(differing & low(tokens - done));
      p += BYTES;
      r += BYTES;
    }
    return count;
  }

  /** Number of bytes that two ranges share from their starts, at most {@code limit}. */
  private static long firstDifference(
      MemorySegment pv, long p, MemorySegment rv, long r, long limit) {
    for (long equal = 0; equal < limit; equal += BYTES) {
      long differing = differing(pv, p + equal, rv, r + equal);
      if (differing != 0) {
        return Math.min(limit, equal + Long.numberOfTrailingZeros(differing));
      }
    }
    return limit;
  }

  private static long differing(MemorySegment pv, long p, MemorySegment rv, long r) {
    return ByteVector.fromMemorySegment(BYTE, pv, p, NATIVE)
        .compare(NE, ByteVector.fromMemorySegment(BYTE, rv, r, NATIVE))
        .toLong();
  }

  private static long differingShorts(MemorySegment pv, long p, MemorySegment rv, long r) {
    return ShortVector.fromMemorySegment(SHORT, pv, p, NATIVE)
        .compare(NE, ShortVector.fromMemorySegment(SHORT, rv, r, NATIVE))
        .toLong();
  }

  private static long differingInts(MemorySegment pv, long p, MemorySegment rv, long r) {
    return IntVector.fromMemorySegment(INT, pv, p, NATIVE)
        .compare(NE, IntVector.fromMemorySegment(INT, rv, r, NATIVE))
        .toLong();
  }

  /** A mask of the lowest {@code count} bits, at most 64. */
  private static long low(long count) {
    return count >= Long.SIZE ? -1L : (1L << count) - 1;
  }
}
