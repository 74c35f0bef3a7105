package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTE;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.INT;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.NE;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Comparison of pairs a vector at a time. A load may reach behind a sequence's end, into the next
 * sequence or the column's padding; what it finds there is masked away.
 */
final class VectorMatching {
  private VectorMatching() {}

  static void exactMatch(TokenColumn predictions, TokenColumn references, int[] out) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    int width = predictions.width();
    long pEnd = width * predictions.offset(0);
    long rEnd = width * references.offset(0);
    for (int pair = 0; pair < predictions.count(); pair++) {
      long p = pEnd;
      long r = rEnd;
      pEnd = width * predictions.offset(pair + 1);
      rEnd = width * references.offset(pair + 1);
      long length = pEnd - p;
      long differing = ((rEnd - r) ^ length) | (differing(pv, p, rv, r) & low(length));
      // Whether a pair is the same is not foreseeable, whether it is short is: no branch on the
      // first.
      if (length > BYTES && differing == 0) {
        differing = firstDifference(pv, p, rv, r, length) - length;
      }
      out[pair] = (int) ((differing | -differing) >>> (Long.SIZE - 1)) ^ 1;
    }
  }

  static void commonPrefix(TokenColumn predictions, TokenColumn references, int[] out) {
    int width = predictions.width();
    for (int pair = 0; pair < predictions.count(); pair++) {
      long p = width * predictions.offset(pair);
      long r = width * references.offset(pair);
      long shorter = width * (long) Math.min(predictions.length(pair), references.length(pair));
      out[pair] =
          (int) (firstDifference(predictions.values(), p, references.values(), r, shorter) / width);
    }
  }

  static void hammingDistance(TokenColumn predictions, TokenColumn references, int[] out) {
    if (predictions.width() == 1) {
      ScalarMatching.hammingDistance(predictions, references, out);
      return;
    }
    for (int pair = 0; pair < predictions.count(); pair++) {
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

  /** Bytes that two ranges share from the front, at most {@code limit}. */
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

  /** A mask of the lowest bits: all 64 if {@code count} is at least that. */
  private static long low(long count) {
    return count >= Long.SIZE ? -1L : (1L << count) - 1;
  }
}
