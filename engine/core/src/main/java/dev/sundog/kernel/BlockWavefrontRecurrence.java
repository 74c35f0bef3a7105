// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.BlockWavefrontGroup.LANES;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link HyyroRecurrence} over strips of as many blocks of 64 rows as a pair has lanes. After each
 * step, a permutation hands the horizontal delta of each lane's last row ({@link #RISES} or {@link
 * #FALLS}) to the next lane. The last lane's delta arrives in the first lane and is stored from
 * there, for the strip below.
 *
 * <p>About 20 operations per step, 13 of which depend on each other: with two vectors side by side,
 * one's operations fill the other's waits.
 */
final class BlockWavefrontRecurrence {
  /** Horizontal delta of a cell that is one above its left neighbour. */
  static final long RISES = 1L << 63;

  /** Horizontal delta of a cell that is one below its left neighbour. */
  static final long FALLS = 1;

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  private BlockWavefrontRecurrence() {}

  /**
   * Advances one vector by some steps.
   *
   * @param memory holds masks and deltas
   * @param masks offset in bytes of the first step's match masks
   * @param aboves offset in bytes of the first step's horizontal deltas above the strip
   * @param belows offset in bytes to write the horizontal deltas of the strip's last row to
   * @param state VP, VN and the deltas handed to the next lane
   * @param first the first lane of every pair
   * @param turns by lane, the lane that its delta comes from
   */
  static void steps(
      MemorySegment memory,
      long masks,
      long aboves,
      long belows,
      long[] state,
      VectorMask<Long> first,
      long[] turns,
      int steps) {
    // Loaded here: C2 can't always tell the class of a vector passed as a parameter, and then every
    // selection is a call that allocates its vectors.
    LongVector turn = LongVector.fromArray(LONG, turns, 0);
    LongVector vp = LongVector.fromArray(LONG, state, 0);
    LongVector vn = LongVector.fromArray(LONG, state, LANES);
    LongVector handed = LongVector.fromArray(LONG, state, 2 * LANES);
    for (int step = 0; step < steps; step++) {
      long offset = step * BYTES;
      LongVector above =
          handed.blend(LongVector.fromMemorySegment(LONG, memory, aboves + offset, NATIVE), first);
      LongVector hnAbove = above.and(FALLS);
      LongVector match =
          LongVector.fromMemorySegment(LONG, memory, masks + offset, NATIVE).or(hnAbove);
      LongVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      LongVector hp = vn.or(d0.or(vp).not());
      LongVector hn = d0.and(vp);
      handed = turn.selectFrom(hp.and(RISES).or(hn.lanewise(LSHR, 63)));
      handed.intoMemorySegment(memory, belows + offset, NATIVE);
      hp = hp.add(hp).or(above.lanewise(LSHR, 63));
      hn = hn.add(hn).or(hnAbove);
      vp = hn.or(d0.or(hp).not());
      vn = hp.and(d0);
    }
    vp.intoArray(state, 0);
    vn.intoArray(state, LANES);
    handed.intoArray(state, 2 * LANES);
  }

  /** Advances two vectors by the same steps; parameters as in {@link #steps}. */
  static void stepsOfTwo(
      MemorySegment memory,
      long masks,
      long masks2,
      long aboves,
      long aboves2,
      long belows,
      long belows2,
      long[] state,
      VectorMask<Long> first,
      long[] turns,
      int steps) {
    LongVector turn = LongVector.fromArray(LONG, turns, 0);
    LongVector vp = LongVector.fromArray(LONG, state, 0);
    LongVector vn = LongVector.fromArray(LONG, state, LANES);
    LongVector handed = LongVector.fromArray(LONG, state, 2 * LANES);
    LongVector vp2 = LongVector.fromArray(LONG, state, 3 * LANES);
    LongVector vn2 = LongVector.fromArray(LONG, state, 4 * LANES);
    LongVector handed2 = LongVector.fromArray(LONG, state, 5 * LANES);
    for (int step = 0; step < steps; step++) {
      long offset = step * BYTES;
      LongVector above =
          handed.blend(LongVector.fromMemorySegment(LONG, memory, aboves + offset, NATIVE), first);
      LongVector above2 =
          handed2.blend(
              LongVector.fromMemorySegment(LONG, memory, aboves2 + offset, NATIVE), first);
      LongVector hnAbove = above.and(FALLS);
      LongVector hnAbove2 = above2.and(FALLS);
      LongVector match =
          LongVector.fromMemorySegment(LONG, memory, masks + offset, NATIVE).or(hnAbove);
      LongVector match2 =
          LongVector.fromMemorySegment(LONG, memory, masks2 + offset, NATIVE).or(hnAbove2);
      LongVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      LongVector d02 = match2.and(vp2).add(vp2).lanewise(XOR, vp2).or(match2).or(vn2);
      LongVector hp = vn.or(d0.or(vp).not());
      LongVector hp2 = vn2.or(d02.or(vp2).not());
      LongVector hn = d0.and(vp);
      LongVector hn2 = d02.and(vp2);
      handed = turn.selectFrom(hp.and(RISES).or(hn.lanewise(LSHR, 63)));
      handed2 = turn.selectFrom(hp2.and(RISES).or(hn2.lanewise(LSHR, 63)));
      handed.intoMemorySegment(memory, belows + offset, NATIVE);
      handed2.intoMemorySegment(memory, belows2 + offset, NATIVE);
      hp = hp.add(hp).or(above.lanewise(LSHR, 63));
      hp2 = hp2.add(hp2).or(above2.lanewise(LSHR, 63));
      hn = hn.add(hn).or(hnAbove);
      hn2 = hn2.add(hn2).or(hnAbove2);
      vp = hn.or(d0.or(hp).not());
      vp2 = hn2.or(d02.or(hp2).not());
      vn = hp.and(d0);
      vn2 = hp2.and(d02);
    }
    vp.intoArray(state, 0);
    vn.intoArray(state, LANES);
    handed.intoArray(state, 2 * LANES);
    vp2.intoArray(state, 3 * LANES);
    vn2.intoArray(state, 4 * LANES);
    handed2.intoArray(state, 5 * LANES);
  }
}
