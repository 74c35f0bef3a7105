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
 * Turns blocks of eight tokens per pair into eight columns of one token per lane.
 *
 * <p>A staged block holds the eight tokens of a pair in its {@link #slot}: eight vectors, each with
 * one pair in every 128 bits. Three butterfly steps exchange 16, 32 and 64 bits between vectors;
 * then the column of a token holds it in the pair's {@link #lane}. 64 operations make eight
 * columns. (Eklundh, J. O., "A fast computer method for matrix transposing", 1972.)
 */
final class LaneTransposition {
  /** Tokens of a block: columns that one transposition makes. */
  static final int BLOCK = 8;

  /** Bytes of a block, staged or transposed. */
  static final long BLOCK_BYTES = BLOCK * BYTES;

  /** Bytes of one pair's tokens in a staged block. */
  static final int SLOT_BYTES = 16;

  private static final int LONGS = LONG.length();
  private static final int[] SLOTS = slots();
  private static final long LOW_16 = 0x0000FFFF_0000FFFFL;
  private static final long LOW_32 = 0x00000000_FFFFFFFFL;
  private static final VectorMask<Long> ODD = VectorMask.fromLong(LONG, 0xAAAA_AAAA_AAAA_AAAAL);
  private static final VectorShuffle<Long> NEIGHBOUR = VectorShuffle.fromOp(LONG, lane -> lane ^ 1);

  private LaneTransposition() {}

  /** The lane of a pair: pairs go to the 64-bit lanes in turn, then to the next 16 bits of each. */
  static int lane(int pair) {
    return 4 * (pair % LONGS) + pair / LONGS;
  }

  /** Offset in bytes of a pair's eight tokens in a staged block. */
  static int slot(int pair) {
    return SLOTS[pair];
  }

  private static int[] slots() {
    int[] slots = new int[4 * LONGS];
    for (int pair = 0; pair < slots.length; pair++) {
      int longLane = pair % LONGS;
      int vector = 4 * (longLane & 1) + pair / LONGS;
      slots[pair] = (vector * (LONGS / 2) + (longLane >> 1)) * SLOT_BYTES;
    }
    return slots;
  }

  /** Transposes blocks in place. */
  static void transpose(MemorySegment memory, long from, int blocks) {
    quarters(memory, from, 2 * blocks);
    halves(memory, from, 4 * blocks);
  }

  /** Transposes the 4 × 4 tokens in every 64 bits of four vectors. */
  private static void quarters(MemorySegment memory, long first, int quarters) {
    for (int quarter = 0; quarter < quarters; quarter++) {
      long from = first + 4 * BYTES * quarter;
      LongVector a = LongVector.fromMemorySegment(LONG, memory, from, NATIVE);
      LongVector b = LongVector.fromMemorySegment(LONG, memory, from + BYTES, NATIVE);
      LongVector c = LongVector.fromMemorySegment(LONG, memory, from + 2 * BYTES, NATIVE);
      LongVector d = LongVector.fromMemorySegment(LONG, memory, from + 3 * BYTES, NATIVE);
      LongVector ab = a.lanewise(LSHR, 16).lanewise(XOR, b).and(LOW_16);
      LongVector cd = c.lanewise(LSHR, 16).lanewise(XOR, d).and(LOW_16);
      b = b.lanewise(XOR, ab);
      a = a.lanewise(XOR, ab.lanewise(LSHL, 16));
      d = d.lanewise(XOR, cd);
      c = c.lanewise(XOR, cd.lanewise(LSHL, 16));
      LongVector ac = a.lanewise(LSHR, 32).lanewise(XOR, c).and(LOW_32);
      LongVector bd = b.lanewise(LSHR, 32).lanewise(XOR, d).and(LOW_32);
      a.lanewise(XOR, ac.lanewise(LSHL, 32)).intoMemorySegment(memory, from, NATIVE);
      b.lanewise(XOR, bd.lanewise(LSHL, 32)).intoMemorySegment(memory, from + BYTES, NATIVE);
      c.lanewise(XOR, ac).intoMemorySegment(memory, from + 2 * BYTES, NATIVE);
      d.lanewise(XOR, bd).intoMemorySegment(memory, from + 3 * BYTES, NATIVE);
    }
  }

  /** Exchanges 64 bits: the even ones of both quarters make tokens 0 to 3, the odd ones 4 to 7. */
  private static void halves(MemorySegment memory, long first, int tokens) {
    for (int token = 0; token < tokens; token++) {
      long offset = first + (token >>> 2) * BLOCK_BYTES + (token & 3) * BYTES;
      if (LONGS == 2) {
        exchange(memory, offset + Long.BYTES, offset + 4 * BYTES);
        continue;
      }
      LongVector a = LongVector.fromMemorySegment(LONG, memory, offset, NATIVE);
      LongVector b = LongVector.fromMemorySegment(LONG, memory, offset + 4 * BYTES, NATIVE);
      a.blend(b.rearrange(NEIGHBOUR), ODD).intoMemorySegment(memory, offset, NATIVE);
      a.rearrange(NEIGHBOUR).blend(b, ODD).intoMemorySegment(memory, offset + 4 * BYTES, NATIVE);
    }
  }

  /** The same for vectors of two lanes, which C2 doesn't permute. */
  private static void exchange(MemorySegment memory, long odd, long even) {
    long moved = memory.get(JAVA_LONG_UNALIGNED, odd);
    memory.set(JAVA_LONG_UNALIGNED, odd, memory.get(JAVA_LONG_UNALIGNED, even));
    memory.set(JAVA_LONG_UNALIGNED, even, moved);
  }
}
