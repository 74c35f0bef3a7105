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
 * Hyyrö's recurrence over strips of 16 rows, one pair per 16-bit lane.
 *
 * <p>VP and VN mark the rows of a column where the matrix rises or falls by one from the row above,
 * HP and HN the same from the column before, D0 where the diagonal step is free. Between strips,
 * the horizontal delta of every column is kept: {@link #RISES} where the strip's last row rises,
 * bit 0 where it falls. (Hyyrö, H., "A bit-vector algorithm for computing Levenshtein and Damerau
 * edit distances", 2003.)
 *
 * <p>About 20 operations a column, but 9 of them in a chain: two vectors of pairs side by side hide
 * what one waits for.
 */
final class InterSequenceRecurrence {
  /** Rows of a strip. */
  static final int ROWS = 16;

  /** The horizontal delta of a column whose value is one above its left neighbour's. */
  static final short RISES = (short) 0x8000;

  private static final short FALLS = 1;

  private InterSequenceRecurrence() {}

  /**
   * Takes one vector of pairs through a range of columns.
   *
   * @param memory holds all that follows
   * @param masks offset in bytes of the first column's match masks
   * @param deltas offset in bytes of the first column's horizontal deltas: above the strip before,
   *     of its last row after
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
   * Takes two vectors of pairs through the same columns; parameters as in {@link #columns}, the
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
