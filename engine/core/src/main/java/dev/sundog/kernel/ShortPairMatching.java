// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.ShortPairBlock.PAIRS;
import static dev.sundog.kernel.VectorWidth.BYTE;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.EQ;

import dev.sundog.batch.TokenColumn;
import jdk.incubator.vector.ByteVector;

/**
 * Exact match, common prefix and Hamming distance of 512 pairs with at most 8 tokens a side, one
 * pair per 8-bit lane. Each method returns false, and writes nothing, if the pairs do not fit a
 * {@link ShortPairBlock}.
 */
final class ShortPairMatching {
  private static final int LANES = BYTE.length();
  private static final ByteVector ZERO = ByteVector.zero(BYTE);

  private final ShortPairBlock block;
  private final byte[] numbers = new byte[PAIRS];

  ShortPairMatching(ShortPairBlock block) {
    this.block = block;
  }

  boolean exactMatch(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (!load(predictions, references, from)) {
      return false;
    }
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      ZERO.blend((byte) 1, differing(pair).compare(EQ, (byte) 0)).intoArray(numbers, pair);
    }
    ShortPairBlock.write(numbers, out, from);
    return true;
  }

  boolean commonPrefix(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (!load(predictions, references, from)) {
      return false;
    }
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      ByteVector equal = equal(pair);
      // The lowest bits up to the first zero.
      equal.lanewise(AND_NOT, equal.add((byte) 1)).lanewise(BIT_COUNT).intoArray(numbers, pair);
    }
    ShortPairBlock.write(numbers, out, from);
    return true;
  }

  boolean hammingDistance(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (!load(predictions, references, from)) {
      return false;
    }
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      differing(pair).lanewise(BIT_COUNT).intoArray(numbers, pair);
    }
    ShortPairBlock.write(numbers, out, from);
    return true;
  }

  private boolean load(TokenColumn predictions, TokenColumn references, int from) {
    boolean fits = block.load(predictions, references, from);
    if (fits) {
      block.matchPositions(predictions, references, from);
    }
    return fits;
  }

  /** By pair, the positions at which the tokens differ or only one side has a token. */
  private ByteVector differing(int pair) {
    return ByteVector.fromArray(BYTE, block.predictionBits, pair)
        .or(ByteVector.fromArray(BYTE, block.referenceBits, pair))
        .lanewise(AND_NOT, equal(pair));
  }

  /** By pair, the positions at which both sides have the same token. */
  private ByteVector equal(int pair) {
    return ByteVector.fromArray(BYTE, block.matchBits, pair)
        .and(ByteVector.fromArray(BYTE, block.predictionBits, pair))
        .and(ByteVector.fromArray(BYTE, block.referenceBits, pair));
  }
}
