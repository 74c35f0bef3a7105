package dev.sundog.kernel;

import static dev.sundog.kernel.TinyRun.PAIRS;
import static dev.sundog.kernel.VectorWidth.BYTE;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.sundog.batch.TokenColumn;
import jdk.incubator.vector.ByteVector;

/**
 * Comparison of runs of pairs with at most 8 tokens a side, in input order, one pair per 8-bit
 * lane. Each method says whether the run is a {@link TinyRun}, and if so, scores it.
 */
final class TinyMatching {
  private static final int LANES = BYTE.length();
  private static final ByteVector ZERO = ByteVector.zero(BYTE);

  private final TinyRun run;
  private final byte[] numbers = new byte[PAIRS];

  TinyMatching(TinyRun run) {
    this.run = run;
  }

  boolean exactMatch(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (!run.load(predictions, references, from)) {
      return false;
    }
    run.matchPositions(predictions, references, from);
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      ByteVector p = ByteVector.fromArray(BYTE, run.predictionBits, pair);
      ByteVector r = ByteVector.fromArray(BYTE, run.referenceBits, pair);
      ByteVector same = ByteVector.fromArray(BYTE, run.matchBits, pair).and(p);
      ByteVector differing = same.lanewise(XOR, p).or(p.lanewise(XOR, r));
      ZERO.blend((byte) 1, differing.compare(EQ, (byte) 0)).intoArray(numbers, pair);
    }
    TinyRun.write(numbers, out, from);
    return true;
  }

  boolean commonPrefix(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (!run.load(predictions, references, from)) {
      return false;
    }
    run.matchPositions(predictions, references, from);
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      ByteVector same = same(pair);
      same.lanewise(AND_NOT, same.add((byte) 1)).lanewise(BIT_COUNT).intoArray(numbers, pair);
    }
    TinyRun.write(numbers, out, from);
    return true;
  }

  boolean hammingDistance(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (!run.load(predictions, references, from)) {
      return false;
    }
    run.matchPositions(predictions, references, from);
    for (int pair = 0; pair < PAIRS; pair += LANES) {
      ByteVector longer =
          ByteVector.fromArray(BYTE, run.predictionBits, pair)
              .or(ByteVector.fromArray(BYTE, run.referenceBits, pair));
      longer.lanewise(AND_NOT, same(pair)).lanewise(BIT_COUNT).intoArray(numbers, pair);
    }
    TinyRun.write(numbers, out, from);
    return true;
  }

  /** Of a vector of pairs the positions that both sides have with the same token. */
  private ByteVector same(int pair) {
    return ByteVector.fromArray(BYTE, run.matchBits, pair)
        .and(ByteVector.fromArray(BYTE, run.predictionBits, pair))
        .and(ByteVector.fromArray(BYTE, run.referenceBits, pair));
  }
}
