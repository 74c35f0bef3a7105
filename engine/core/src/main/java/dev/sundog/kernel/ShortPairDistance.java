// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.ShortPairBlock.PAIRS;
import static dev.sundog.kernel.VectorWidth.BYTE;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.sundog.batch.TokenColumn;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;

/**
 * Levenshtein distance of blocks of pairs with at most 8 tokens a side: the recurrence of {@link
 * HyyroRecurrence} with one pair per 8-bit lane, in input order. Match bits past a prediction's end
 * only set bits beyond its last row, which never reach the rows below; columns past a reference's
 * end leave its lane unchanged.
 *
 * <p>About 6 cycles per pair on Zen 4: lengths 0.6, match bits 3.6, columns 1.
 */
final class ShortPairDistance {
  private static final int LANES = BYTE.length();
  private static final ByteVector ONE = ByteVector.broadcast(BYTE, 1);

  private final ShortPairBlock block;
  private final byte[] distances = new byte[PAIRS];

  ShortPairDistance(ShortPairBlock block) {
    this.block = block;
  }

  /**
   * Computes the distances of some pairs if they fit a block.
   *
   * @return whether they did: exactly {@link ShortPairBlock#PAIRS} pairs, no side of more than 8
   *     tokens
   */
  boolean editDistance(
      TokenColumn predictions, TokenColumn references, int from, int to, int[] out) {
    if (to - from < PAIRS || !block.load(predictions, references, from)) {
      return false;
    }
    block.matchColumns(predictions, references, from);
    for (int pair = 0; pair < PAIRS; pair += 2 * LANES) {
      columns(pair, block.longestReference());
    }
    ShortPairBlock.write(distances, out, from);
    return true;
  }

  /**
   * Computes two vectors of pairs side by side, so that one's operations fill the other's waits.
   *
   * @param pair first pair
   * @param count number of columns
   */
  private void columns(int pair, int count) {
    ByteVector text = ByteVector.fromArray(BYTE, block.referenceBits, pair);
    ByteVector text2 = ByteVector.fromArray(BYTE, block.referenceBits, pair + LANES);
    ByteVector vp = ByteVector.broadcast(BYTE, -1);
    ByteVector vp2 = ByteVector.broadcast(BYTE, -1);
    ByteVector vn = ByteVector.zero(BYTE);
    ByteVector vn2 = ByteVector.zero(BYTE);
    for (int column = 0; column < count; column++) {
      int at = column * PAIRS + pair;
      ByteVector match = ByteVector.fromArray(BYTE, block.matchBits, at);
      ByteVector match2 = ByteVector.fromArray(BYTE, block.matchBits, at + LANES);
      ByteVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      ByteVector d02 = match2.and(vp2).add(vp2).lanewise(XOR, vp2).or(match2).or(vn2);
      ByteVector hp = vn.or(d0.or(vp).not());
      ByteVector hp2 = vn2.or(d02.or(vp2).not());
      ByteVector hn = d0.and(vp);
      ByteVector hn2 = d02.and(vp2);
      hp = hp.add(hp).or(ONE);
      hp2 = hp2.add(hp2).or(ONE);
      hn = hn.add(hn);
      hn2 = hn2.add(hn2);
      // Lanes whose reference has ended keep their deltas.
      byte bit = (byte) (1 << column);
      VectorMask<Byte> reached = text.and(bit).compare(NE, (byte) 0);
      VectorMask<Byte> reached2 = text2.and(bit).compare(NE, (byte) 0);
      vp = vp.blend(hn.or(d0.or(hp).not()), reached);
      vp2 = vp2.blend(hn2.or(d02.or(hp2).not()), reached2);
      vn = vn.blend(hp.and(d0), reached);
      vn2 = vn2.blend(hp2.and(d02), reached2);
    }
    // Distance: the reference's length plus the vertical deltas of the last column.
    ByteVector rows = ByteVector.fromArray(BYTE, block.predictionBits, pair);
    ByteVector rows2 = ByteVector.fromArray(BYTE, block.predictionBits, pair + LANES);
    text.lanewise(BIT_COUNT)
        .add(vp.and(rows).lanewise(BIT_COUNT))
        .sub(vn.and(rows).lanewise(BIT_COUNT))
        .intoArray(distances, pair);
    text2
        .lanewise(BIT_COUNT)
        .add(vp2.and(rows2).lanewise(BIT_COUNT))
        .sub(vn2.and(rows2).lanewise(BIT_COUNT))
        .intoArray(distances, pair + LANES);
  }
}
