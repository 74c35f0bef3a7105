// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ShortVector;

/**
 * {@link HyyroRecurrence} over strips of 16 rows, one pair per 16-bit lane. The horizontal delta of
 * every column is kept for the strip below: {@link #RISES} where the strip's last row rises, bit 0
 * where it falls.
 *
 * <p>About 20 operations per column, 9 of which depend on each other: with two vectors side by
 * side, one's operations fill the other's waits. Shifts to the row below are additions ({@code hp +
 * hp}), which vectors have at every lane width.
 */
final class InterSequenceRecurrence {
  /** Rows of a strip: the bits of a lane. */
  static final int ROWS = 16;

  /** Horizontal delta of a cell that is one above its left neighbour. */
  static final short RISES = (short) 0x8000;

  /** Horizontal delta of a cell that is one below its left neighbour. */
  private static final short FALLS = 1;

  private InterSequenceRecurrence() {}

  /**
   * Advances one vector of pairs through some columns.
   *
   * @param memory holds masks and deltas
   * @param masks offset in bytes of the first column's match masks
   * @param deltas offset in bytes of the first column's horizontal deltas: read as those above the
   *     strip, replaced by those of its last row
   * @param vertical VP, followed by VN
   * @param columns number of columns
   */
  static void columns(
      MemorySegment memory, long masks, long deltas, short[] vertical, int columns) {
    ShortVector vp = ShortVector.fromArray(SHORT, vertical, 0);
    ShortVector vn = ShortVector.fromArray(SHORT, vertical, LANES);
    for (int column = 0; column < columns; column++) {
      long offset = column * BYTES;
      ShortVector above = ShortVector.fromMemorySegment(SHORT, memory, deltas + offset, NATIVE);
      ShortVector hnAbove = above.and(FALLS);
      ShortVector match =
          ShortVector.fromMemorySegment(SHORT, memory, masks + offset, NATIVE).or(hnAbove);
      ShortVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      ShortVector hp = vn.or(d0.or(vp).not());
      ShortVector hn = d0.and(vp);
      hp.and(RISES).or(hn.lanewise(LSHR, 15)).intoMemorySegment(memory, deltas + offset, NATIVE);
      hp = hp.add(hp).or(above.lanewise(LSHR, 15));
      hn = hn.add(hn).or(hnAbove);
      vp = hn.or(d0.or(hp).not());
      vn = hp.and(d0);
    }
    vp.intoArray(vertical, 0);
    vn.intoArray(vertical, LANES);
  }

  /**
   * Advances two vectors of pairs through the same columns; parameters as in {@link #columns}, the
   * second's VP and VN after the first's.
   */
  static void columnsOfTwo(
      MemorySegment memory,
      long masks,
      long masks2,
      long deltas,
      long deltas2,
      short[] vertical,
      int columns) {
    ShortVector vp = ShortVector.fromArray(SHORT, vertical, 0);
    ShortVector vn = ShortVector.fromArray(SHORT, vertical, LANES);
    ShortVector vp2 = ShortVector.fromArray(SHORT, vertical, 2 * LANES);
    ShortVector vn2 = ShortVector.fromArray(SHORT, vertical, 3 * LANES);
    for (int column = 0; column < columns; column++) {
      long offset = column * BYTES;
      ShortVector above = ShortVector.fromMemorySegment(SHORT, memory, deltas + offset, NATIVE);
      ShortVector above2 = ShortVector.fromMemorySegment(SHORT, memory, deltas2 + offset, NATIVE);
      ShortVector hnAbove = above.and(FALLS);
      ShortVector hnAbove2 = above2.and(FALLS);
      ShortVector match =
          ShortVector.fromMemorySegment(SHORT, memory, masks + offset, NATIVE).or(hnAbove);
      ShortVector match2 =
          ShortVector.fromMemorySegment(SHORT, memory, masks2 + offset, NATIVE).or(hnAbove2);
      ShortVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      ShortVector d02 = match2.and(vp2).add(vp2).lanewise(XOR, vp2).or(match2).or(vn2);
      ShortVector hp = vn.or(d0.or(vp).not());
      ShortVector hp2 = vn2.or(d02.or(vp2).not());
      ShortVector hn = d0.and(vp);
      ShortVector hn2 = d02.and(vp2);
      hp.and(RISES).or(hn.lanewise(LSHR, 15)).intoMemorySegment(memory, deltas + offset, NATIVE);
      hp2.and(RISES).or(hn2.lanewise(LSHR, 15)).intoMemorySegment(memory, deltas2 + offset, NATIVE);
      hp = hp.add(hp).or(above.lanewise(LSHR, 15));
      hp2 = hp2.add(hp2).or(above2.lanewise(LSHR, 15));
      hn = hn.add(hn).or(hnAbove);
      hn2 = hn2.add(hn2).or(hnAbove2);
      vp = hn.or(d0.or(hp).not());
      vp2 = hn2.or(d02.or(hp2).not());
      vn = hp.and(d0);
      vn2 = hp2.and(d02);
    }
    vp.intoArray(vertical, 0);
    vn.intoArray(vertical, LANES);
    vp2.intoArray(vertical, 2 * LANES);
    vn2.intoArray(vertical, 3 * LANES);
  }
}
