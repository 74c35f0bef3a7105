// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes blocks of eight tokens per pair to eight vectors of one token per lane.
 *
 * <p>A block holds eight tokens of the first pair, then of the second, and so on: eight vectors
 * with one pair per 128 bits. Three butterfly steps exchange 16, 32 and 64 bits between vectors;
 * then vector t holds token t of each pair in the pair's {@link #lane}. This takes 64 operations.
 *
 * <p>Eklundh, J. O., "A fast computer method for matrix transposing", 1972.
 */
final class InterSequenceTransposition {
  /** Tokens per pair and block. */
  static final int BLOCK = 8;

  /** Bytes of a block. */
  static final long BLOCK_BYTES = BLOCK * BYTES;

  /** Bytes of one pair's tokens in a block. */
  static final int SLOT_BYTES = 16;

  private static final int LONGS = LONG.length();
  private static final int HALF = LONGS / 2;
  private static final long LOW_16 = 0x0000FFFF_0000FFFFL;
  private static final long LOW_32 = 0x00000000_FFFFFFFFL;
  private static final VectorMask<Long> ODD = VectorMask.fromLong(LONG, 0xAAAA_AAAA_AAAA_AAAAL);
  private static final VectorShuffle<Long> NEIGHBOUR = VectorShuffle.fromOp(LONG, lane -> lane ^ 1);

  private InterSequenceTransposition() {}

  /** The lane of a pair after the transposition; the pair is counted from 0 within the vector. */
  static int lane(int pair) {
    int vector = pair / HALF;
    return 4 * (pair % HALF * 2 + vector % 2) + vector / 2;
  }

  /**
   * Transposes blocks in place.
   *
   * @param from offset in bytes of the first block
   * @param blocks number of blocks
   */
  static void transpose(MemorySegment memory, long from, int blocks) {
    for (int block = 0; block < blocks; block++) {
      long at = from + block * BLOCK_BYTES;
      LongVector a = LongVector.fromMemorySegment(LONG, memory, at, NATIVE);
      LongVector b = LongVector.fromMemorySegment(LONG, memory, at + 2 * BYTES, NATIVE);
      LongVector c = LongVector.fromMemorySegment(LONG, memory, at + 4 * BYTES, NATIVE);
      LongVector d = LongVector.fromMemorySegment(LONG, memory, at + 6 * BYTES, NATIVE);
      LongVector ab = a.lanewise(LSHR, 16).lanewise(XOR, b).and(LOW_16);
      LongVector cd = c.lanewise(LSHR, 16).lanewise(XOR, d).and(LOW_16);
      b = b.lanewise(XOR, ab);
      a = a.lanewise(XOR, ab.lanewise(LSHL, 16));
      d = d.lanewise(XOR, cd);
      c = c.lanewise(XOR, cd.lanewise(LSHL, 16));
      LongVector ac = a.lanewise(LSHR, 32).lanewise(XOR, c).and(LOW_32);
      LongVector bd = b.lanewise(LSHR, 32).lanewise(XOR, d).and(LOW_32);
      a = a.lanewise(XOR, ac.lanewise(LSHL, 32));
      b = b.lanewise(XOR, bd.lanewise(LSHL, 32));
      c = c.lanewise(XOR, ac);
      d = d.lanewise(XOR, bd);
      // The same for the other four vectors, written out: all eight stay in registers.
      LongVector e = LongVector.fromMemorySegment(LONG, memory, at + BYTES, NATIVE);
      LongVector f = LongVector.fromMemorySegment(LONG, memory, at + 3 * BYTES, NATIVE);
      LongVector g = LongVector.fromMemorySegment(LONG, memory, at + 5 * BYTES, NATIVE);
      LongVector h = LongVector.fromMemorySegment(LONG, memory, at + 7 * BYTES, NATIVE);
      LongVector ef = e.lanewise(LSHR, 16).lanewise(XOR, f).and(LOW_16);
      LongVector gh = g.lanewise(LSHR, 16).lanewise(XOR, h).and(LOW_16);
      f = f.lanewise(XOR, ef);
      e = e.lanewise(XOR, ef.lanewise(LSHL, 16));
      h = h.lanewise(XOR, gh);
      g = g.lanewise(XOR, gh.lanewise(LSHL, 16));
      LongVector eg = e.lanewise(LSHR, 32).lanewise(XOR, g).and(LOW_32);
      LongVector fh = f.lanewise(LSHR, 32).lanewise(XOR, h).and(LOW_32);
      e = e.lanewise(XOR, eg.lanewise(LSHL, 32));
      f = f.lanewise(XOR, fh.lanewise(LSHL, 32));
      g = g.lanewise(XOR, eg);
      h = h.lanewise(XOR, fh);
      if (LONGS == 2) {
        a.intoMemorySegment(memory, at, NATIVE);
        b.intoMemorySegment(memory, at + BYTES, NATIVE);
        c.intoMemorySegment(memory, at + 2 * BYTES, NATIVE);
        d.intoMemorySegment(memory, at + 3 * BYTES, NATIVE);
        e.intoMemorySegment(memory, at + 4 * BYTES, NATIVE);
        f.intoMemorySegment(memory, at + 5 * BYTES, NATIVE);
        g.intoMemorySegment(memory, at + 6 * BYTES, NATIVE);
        h.intoMemorySegment(memory, at + 7 * BYTES, NATIVE);
        exchange(memory, at);
        continue;
      }
      a.blend(e.rearrange(NEIGHBOUR), ODD).intoMemorySegment(memory, at, NATIVE);
      b.blend(f.rearrange(NEIGHBOUR), ODD).intoMemorySegment(memory, at + BYTES, NATIVE);
      c.blend(g.rearrange(NEIGHBOUR), ODD).intoMemorySegment(memory, at + 2 * BYTES, NATIVE);
      d.blend(h.rearrange(NEIGHBOUR), ODD).intoMemorySegment(memory, at + 3 * BYTES, NATIVE);
      a.rearrange(NEIGHBOUR).blend(e, ODD).intoMemorySegment(memory, at + 4 * BYTES, NATIVE);
      b.rearrange(NEIGHBOUR).blend(f, ODD).intoMemorySegment(memory, at + 5 * BYTES, NATIVE);
      c.rearrange(NEIGHBOUR).blend(g, ODD).intoMemorySegment(memory, at + 6 * BYTES, NATIVE);
      d.rearrange(NEIGHBOUR).blend(h, ODD).intoMemorySegment(memory, at + 7 * BYTES, NATIVE);
    }
  }

  /** The last step at 128 bits: C2 has no permutation of two 64-bit lanes. */
  private static void exchange(MemorySegment memory, long block) {
    for (int token = 0; token < BLOCK / 2; token++) {
      long odd = block + token * BYTES + Long.BYTES;
      long even = block + (token + BLOCK / 2) * BYTES;
      long moved = memory.get(JAVA_LONG_UNALIGNED, odd);
      memory.set(JAVA_LONG_UNALIGNED, odd, memory.get(JAVA_LONG_UNALIGNED, even));
      memory.set(JAVA_LONG_UNALIGNED, even, moved);
    }
  }
}
