package dev.sundog.kernel;

import static dev.sundog.kernel.ShortPairBlock.PAIRS;
import static dev.sundog.kernel.VectorWidth.BYTE;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.EQ;

import dev.sundog.batch.TokenColumn;
import jdk.incubator.vector.ByteVector;

/**
 * Comparison of runs of pairs with at most 8 tokens a side, in input order, one pair per 8-bit
 * lane. Each method says whether the run is a {@link ShortPairBlock}, and if so, scores it.
 */
final class ShortPairMatching {
  private static final int LANES = BYTE.length();
  private static final ByteVector ZERO = ByteVector.zero(BYTE);

  private final ShortPairBlock run;
  private final byte[] numbers = new byte[PAIRS];

  ShortPairMatching(ShortPairBlock run) {
    this.run = run;
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
      ByteVector same = same(pair);
      same.lanewise(AND_NOT, same.add((byte) 1)).lanewise(BIT_COUNT).intoArray(numbers, pair);
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
    boolean tiny = run.load(predictions, references, from);
    if (tiny) {
      run.matchPositions(predictions, references, from);
    }
    return tiny;
  }

  /** Of a vector of pairs the positions at which only one side has a token, or another one. */
  private ByteVector differing(int pair) {
    return ByteVector.fromArray(BYTE, run.predictionBits, pair)
        .or(ByteVector.fromArray(BYTE, run.referenceBits, pair))
        .lanewise(AND_NOT, same(pair));
  }

  /** Of a vector of pairs the positions that both sides have with the same token. */
  private ByteVector same(int pair) {
    return ByteVector.fromArray(BYTE, run.matchBits, pair)
        .and(ByteVector.fromArray(BYTE, run.predictionBits, pair))
        .and(ByteVector.fromArray(BYTE, run.referenceBits, pair));
  }
}
