// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.EIGHT_SHORTS;
import static dev.sundog.kernel.VectorWidth.EXPANDS;
import static dev.sundog.kernel.VectorWidth.INT;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.QUARTER;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static jdk.incubator.vector.VectorOperators.B2I;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Match matrices of a block of 512 pairs with at most 8 tokens of 16 bits a side: one byte per pair
 * and column, whose bit r is set where the reference's token equals the prediction's token r.
 *
 * <p>Each pair takes 8 lanes, so a vector of 512 bits holds four pairs. For column c, a permutation
 * repeats the reference's token c in all 8 lanes of its pair; one compare with the predictions then
 * returns the bytes of four pairs, and nothing is transposed.
 *
 * <p>Sequences of fewer than 8 tokens lie end to end in their column. There are two ways to give
 * each pair its 8 lanes ({@link VectorWidth#EXPANDS} chooses): one {@code expand} of a load that
 * covers four sequences, or a copy of the first 8 tokens of each sequence. Bits for tokens past the
 * end of a sequence are undefined.
 */
final class ShortPairBlock implements AutoCloseable {
  /** Pairs of a block. */
  static final int PAIRS = 512;

  /** Longest sequence in tokens: the bits of a byte. */
  static final int TOKENS = 8;

  /** Pairs per vector. */
  private static final int STEP = LANES / TOKENS;

  private static final int INTS = INT.length();
  private static final int SLOT_BYTES = TOKENS * Short.BYTES;
  private static final long SLOTS = (long) SLOT_BYTES * PAIRS;
  private static final long SLOT_STARTS = 2 * SLOTS;
  private static final IntVector ONE = IntVector.broadcast(INT, 1);
  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle TWO_BYTES =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VectorShuffle<Short> TOKEN_0 = token(0);
  private static final VectorShuffle<Short> TOKEN_1 = token(1);
  private static final VectorShuffle<Short> TOKEN_2 = token(2);
  private static final VectorShuffle<Short> TOKEN_3 = token(3);
  private static final VectorShuffle<Short> TOKEN_4 = token(4);
  private static final VectorShuffle<Short> TOKEN_5 = token(5);
  private static final VectorShuffle<Short> TOKEN_6 = token(6);
  private static final VectorShuffle<Short> TOKEN_7 = token(7);

  /** By pair, as many low bits as the prediction has tokens. */
  final byte[] predictionBits = new byte[PAIRS];

  /** By pair, as many low bits as the reference has tokens. */
  final byte[] referenceBits = new byte[PAIRS];

  /**
   * Column {@code c} of pair {@code i} at {@code c * PAIRS + i}: bit {@code r} is set where the
   * reference's token {@code c} equals the prediction's token {@code r}.
   */
  final byte[] matchBits = new byte[TOKENS * PAIRS];

  /**
   * For copying: the first 8 tokens of each sequence, and a table of their offsets in tokens. With
   * computed offsets, C2 would unroll the loop until the masks no longer fit the registers.
   */
  private final NativeMemory owned = new NativeMemory(SLOT_STARTS + 2L * Integer.BYTES * PAIRS);

  private int longestReference;

  ShortPairBlock() {
    for (int slot = 0; slot < 2 * PAIRS; slot++) {
      owned.segment().set(JAVA_INT, SLOT_STARTS + (long) Integer.BYTES * slot, TOKENS * slot);
    }
  }

  /** Repeats one token of each sequence in all of its lanes. */
  private static VectorShuffle<Short> token(int number) {
    return VectorShuffle.fromOp(SHORT, lane -> lane / TOKENS * TOKENS + number);
  }

  /**
   * Loads the lengths of 512 pairs.
   *
   * @param from first pair
   * @return whether the pairs fit a block: 16-bit values and no sequence of more than 8 tokens
   */
  boolean load(TokenColumn predictions, TokenColumn references, int from) {
    if (predictions.width() != Short.BYTES || lengths(predictions, from, predictionBits) > TOKENS) {
      return false;
    }
    longestReference = lengths(references, from, referenceBits);
    return longestReference <= TOKENS;
  }

  /** Length of the longest reference, in tokens. */
  int longestReference() {
    return longestReference;
  }

  /** Sets the low bits of one side; returns its longest length, or some number above 8. */
  private static int lengths(TokenColumn column, int from, byte[] bits) {
    if (column.offset(from + PAIRS) - column.offset(from) > (long) TOKENS * PAIRS) {
      return TOKENS + 1;
    }
    MemorySegment offsets = column.offsets();
    IntVector longest = IntVector.zero(INT);
    for (int pair = 0; pair < PAIRS; pair += INTS) {
      // Sums of longs; with ints, C2 checks the bounds in every iteration.
      long at = 4L * from + 4L * pair;
      IntVector length =
          IntVector.fromMemorySegment(INT, offsets, at + Integer.BYTES, NATIVE)
              .sub(IntVector.fromMemorySegment(INT, offsets, at, NATIVE));
      longest = longest.lanewise(MAX, length);
      IntVector low = ONE.lanewise(LSHL, length).sub(ONE);
      if (STEP == 1) {
        for (int lane = 0; lane < INTS; lane++) {
          bits[pair + lane] = (byte) low.lane(lane);
        }
      } else {
        ((ByteVector) low.convertShape(I2B, QUARTER, 0)).intoArray(bits, pair);
      }
    }
    return longest.reduceLanes(MAX);
  }

  /** Copies the first 8 tokens of each sequence of a side to slots of equal size. */
  private void copy(TokenColumn column, int from, long to) {
    MemorySegment values = column.values();
    MemorySegment offsets = column.offsets();
    MemorySegment slots = owned.segment();
    for (int pair = 0; pair < PAIRS; pair++) {
      long start = offsets.get(JAVA_INT, 4L * from + 4L * pair);
      ShortVector.fromMemorySegment(EIGHT_SHORTS, values, Short.BYTES * start, NATIVE)
          .intoMemorySegment(slots, to + (long) SLOT_BYTES * pair, NATIVE);
    }
  }

  /** Computes {@link #matchBits} for all columns of the longest reference. */
  void matchColumns(TokenColumn predictions, TokenColumn references, int from) {
    if (!EXPANDS) {
      copy(predictions, from, 0);
      copy(references, from, SLOTS);
    }
    MemorySegment pv = EXPANDS ? predictions.values() : owned.segment();
    MemorySegment rv = EXPANDS ? references.values() : owned.segment();
    MemorySegment po = EXPANDS ? predictions.offsets() : owned.segment();
    MemorySegment ro = EXPANDS ? references.offsets() : owned.segment();
    long firstP = EXPANDS ? 4L * from : SLOT_STARTS;
    long firstR = EXPANDS ? 4L * from : SLOT_STARTS + 4L * PAIRS;
    int count = longestReference;
    // The same loop for both ways: only the memory and the offsets differ.
    for (int pair = 0; pair < PAIRS; pair += STEP) {
      ShortVector p = tokens(pv, po.get(JAVA_INT, firstP + 4L * pair), predictionBits, pair);
      ShortVector r = tokens(rv, ro.get(JAVA_INT, firstR + 4L * pair), referenceBits, pair);
      put(pair, r.rearrange(TOKEN_0).compare(EQ, p).toLong());
      put(pair + PAIRS, r.rearrange(TOKEN_1).compare(EQ, p).toLong());
      put(pair + 2 * PAIRS, r.rearrange(TOKEN_2).compare(EQ, p).toLong());
      put(pair + 3 * PAIRS, r.rearrange(TOKEN_3).compare(EQ, p).toLong());
      if (count > 4) {
        put(pair + 4 * PAIRS, r.rearrange(TOKEN_4).compare(EQ, p).toLong());
        if (count > 5) {
          put(pair + 5 * PAIRS, r.rearrange(TOKEN_5).compare(EQ, p).toLong());
          if (count > 6) {
            put(pair + 6 * PAIRS, r.rearrange(TOKEN_6).compare(EQ, p).toLong());
            put(pair + 7 * PAIRS, r.rearrange(TOKEN_7).compare(EQ, p).toLong());
          }
        }
      }
    }
  }

  /**
   * Computes only the diagonal, into the first column of {@link #matchBits}: bit r is set where the
   * tokens r of both sides are equal.
   */
  void matchPositions(TokenColumn predictions, TokenColumn references, int from) {
    if (EXPANDS) {
      expandPositions(predictions, references, from);
    } else {
      loadPositions(predictions, references, from);
    }
  }

  /** Several pairs per compare. */
  private void expandPositions(TokenColumn predictions, TokenColumn references, int from) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    MemorySegment po = predictions.offsets();
    MemorySegment ro = references.offsets();
    for (int pair = 0; pair < PAIRS; pair += STEP) {
      long at = 4L * from + 4L * pair;
      ShortVector p = tokens(pv, po.get(JAVA_INT, at), predictionBits, pair);
      ShortVector r = tokens(rv, ro.get(JAVA_INT, at), referenceBits, pair);
      put(pair, r.compare(EQ, p).toLong());
    }
  }

  /** One pair per compare, without copying it first. */
  private void loadPositions(TokenColumn predictions, TokenColumn references, int from) {
    MemorySegment pv = predictions.values();
    MemorySegment rv = references.values();
    MemorySegment po = predictions.offsets();
    MemorySegment ro = references.offsets();
    for (int pair = 0; pair < PAIRS; pair++) {
      long at = 4L * from + 4L * pair;
      long p = po.get(JAVA_INT, at);
      long r = ro.get(JAVA_INT, at);
      matchBits[pair] =
          (byte)
              ShortVector.fromMemorySegment(EIGHT_SHORTS, pv, Short.BYTES * p, NATIVE)
                  .compare(
                      EQ, ShortVector.fromMemorySegment(EIGHT_SHORTS, rv, Short.BYTES * r, NATIVE))
                  .toLong();
    }
  }

  /**
   * The tokens of a vector of pairs, 8 lanes each.
   *
   * @param start index of the first pair's first token
   * @param bits low bits by pair, {@code pair} the first
   */
  private static ShortVector tokens(MemorySegment values, long start, byte[] bits, int pair) {
    ShortVector tokens = ShortVector.fromMemorySegment(SHORT, values, Short.BYTES * start, NATIVE);
    return EXPANDS ? tokens.expand(VectorMask.fromLong(SHORT, get(bits, pair))) : tokens;
  }

  /** The bits of a vector of pairs. */
  private static long get(byte[] bits, int pair) {
    return STEP == 4
        ? (int) FOUR_BYTES.get(bits, pair)
        : STEP == 2 ? (short) TWO_BYTES.get(bits, pair) : bits[pair];
  }

  /** Writes the match bits of a vector of pairs. */
  private void put(int at, long bits) {
    if (STEP == 4) {
      FOUR_BYTES.set(matchBits, at, (int) bits);
    } else if (STEP == 2) {
      TWO_BYTES.set(matchBits, at, (short) bits);
    } else {
      matchBits[at] = (byte) bits;
    }
  }

  /**
   * Widens the results of a block.
   *
   * @param numbers one per pair, at least 0
   * @param out receives them from index {@code from}
   */
  static void write(byte[] numbers, int[] out, int from) {
    for (int pair = 0; pair < PAIRS; pair += INTS) {
      if (STEP == 1) {
        for (int lane = 0; lane < INTS; lane++) {
          out[from + pair + lane] = numbers[pair + lane];
        }
      } else {
        ((IntVector) ByteVector.fromArray(QUARTER, numbers, pair).convertShape(B2I, INT, 0))
            .intoArray(out, from + pair);
      }
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
