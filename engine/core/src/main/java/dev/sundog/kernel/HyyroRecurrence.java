// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

/**
 * One column of the Levenshtein matrix as bit-vectors, 64 rows per word. Row r of the column is bit
 * r; a cell differs from its neighbour by −1, 0 or 1:
 *
 * <table>
 * <caption>Bit-vectors of a column</caption>
 * <tr><td>VP, VN</td><td>the cell is one above, one below the cell in the row before</td></tr>
 * <tr><td>HP, HN</td><td>the cell is one above, one below the cell in the column before</td></tr>
 * <tr><td>D0</td><td>the cell equals its diagonal neighbour</td></tr>
 * </table>
 *
 * <p>A distance is the value above the first row plus the vertical deltas of the last column. Bits
 * beyond the last row are harmless: carries and shifts only move upwards.
 *
 * <p>Myers, G., "A fast bit-vector algorithm for approximate string matching based on dynamic
 * programming", 1999; Hyyrö, H., "A bit-vector algorithm for computing Levenshtein and Damerau edit
 * distances", 2003.
 */
final class HyyroRecurrence {
  /** Horizontal delta of a cell that is one above its left neighbour. */
  static final byte RISES = 1;

  private HyyroRecurrence() {}

  /**
   * D0. The addition carries a match upwards through the rows where the column before rises.
   *
   * @param match bit r is set where the text token equals the pattern's token r
   */
  static long d0(long match, long vp, long vn) {
    return (((match & vp) + vp) ^ vp) | match | vn;
  }

  /** HP, before it is shifted to the row below. */
  static long hp(long d0, long vp, long vn) {
    return vn | ~(d0 | vp);
  }

  /** HN, before it is shifted to the row below. */
  static long hn(long d0, long vp) {
    return d0 & vp;
  }

  /** The next column's VP, from HP and HN of the row above. */
  static long vp(long d0, long hpAbove, long hnAbove) {
    return hnAbove | ~(d0 | hpAbove);
  }

  /** The next column's VN, from HP of the row above. */
  static long vn(long d0, long hpAbove) {
    return hpAbove & d0;
  }

  /** The vertical deltas of some rows, added to the value above them. */
  static int distance(int above, long vp, long vn, long rows) {
    return above + Long.bitCount(vp & rows) - Long.bitCount(vn & rows);
  }

  /** The rows that the last word of a pattern of {@code length > 0} tokens uses. */
  static long lastRows(int length) {
    return -1L >>> -length;
  }

  /**
   * One column through several words; each word's last horizontal delta enters the next one.
   *
   * @param vertical VP and VN of the column before, by word
   * @param from index of the first word's VP in {@code vertical}
   * @param to index to write the next column's VP and VN to; may be {@code from}
   * @param above horizontal delta above the first row: 1 where it rises, 2 where it falls, else 0
   * @return the horizontal delta of the last row
   */
  static byte column(
      MatchMasks masks, int row, int words, long[] vertical, int from, int to, byte above) {
    long hpCarry = above & RISES;
    long hnCarry = (above >>> 1) & 1L;
    for (int word = 0; word < words; word++) {
      long vp = vertical[from + 2 * word];
      long vn = vertical[from + 2 * word + 1];
      // A fall above the first row has the effect of a match in it.
      long d0 = d0(masks.word(row, word) | hnCarry, vp, vn);
      long hp = hp(d0, vp, vn);
      long hn = hn(d0, vp);
      long hpAbove = hp << 1 | hpCarry;
      long hnAbove = hn << 1 | hnCarry;
      hpCarry = hp >>> 63;
      hnCarry = hn >>> 63;
      vertical[to + 2 * word] = vp(d0, hpAbove, hnAbove);
      vertical[to + 2 * word + 1] = vn(d0, hpAbove);
    }
    return (byte) (hpCarry | hnCarry << 1);
  }
}
