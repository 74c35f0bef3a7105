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
 * A run of pairs with at most 8 tokens of 16 bits a side, and their match matrices: a byte for each
 * column of a pair's, in the order of pairs.
 *
 * <p>Four pairs share a vector of 512 bits, 8 lanes each. One permutation repeats a token of each
 * reference in the lanes of its pair; compared with the predictions it gives that column of all
 * four as 32 bits: nothing is transposed. Tokens come to their lanes by one expansion of what the
 * column holds in a row, or where vectors don't expand, by a copy of each sequence's first 8. Bits
 * for what lies behind a sequence's end are undefined.
 */
final class ShortPairBlock implements AutoCloseable {
  /** Pairs of a run. */
  static final int PAIRS = 512;

  /** Tokens that a sequence has at most: bits of a byte. */
  static final int TOKENS = 8;

  /** Pairs that share a vector. */
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

  /** Of each prediction as many low bits as it has tokens. */
  final byte[] predictionBits = new byte[PAIRS];

  /** Of each reference as many low bits as it has tokens. */
  final byte[] referenceBits = new byte[PAIRS];

  /**
   * Column {@code c} of pair {@code i} at {@code c * PAIRS + i}: bit {@code r} says that the
   * reference's token {@code c} is the prediction's token {@code r}.
   */
  final byte[] matchBits = new byte[TOKENS * PAIRS];

  /**
   * Where vectors don't expand: the first 8 tokens of each sequence, and a table of where those
   * start. Over addresses that grow evenly, C2 would unroll a loop until its masks spill.
   */
  private final NativeMemory owned = new NativeMemory(SLOT_STARTS + 2L * Integer.BYTES * PAIRS);

  private int longestReference;

  ShortPairBlock() {
    for (int slot = 0; slot < 2 * PAIRS; slot++) {
      owned.segment().set(JAVA_INT, SLOT_STARTS + (long) Integer.BYTES * slot, TOKENS * slot);
    }
  }

  private static VectorShuffle<Short> token(int number) {
    return VectorShuffle.fromOp(SHORT, lane -> lane / TOKENS * TOKENS + number);
  }

  /**
   * Takes a run, if it is one: columns of 16-bit values, and no sequence longer than 8 tokens.
   *
   * @param from first pair of {@link #PAIRS}
   * @return whether it is one
   */
  boolean load(TokenColumn predictions, TokenColumn references, int from) {
    if (predictions.width() != Short.BYTES || lengths(predictions, from, predictionBits) > TOKENS) {
      return false;
    }
    longestReference = lengths(references, from, referenceBits);
    return longestReference <= TOKENS;
  }

  /** Columns that the longest reference of the run has. */
  int longestReference() {
    return longestReference;
  }

  /** Makes the bits of a side; gives the length of its longest sequence, or one above 8. */
  private static int lengths(TokenColumn column, int from, byte[] bits) {
    if (column.offset(from + PAIRS) - column.offset(from) > (long) TOKENS * PAIRS) {
      return TOKENS + 1;
    }
    MemorySegment offsets = column.offsets();
    IntVector longest = IntVector.zero(INT);
    for (int pair = 0; pair < PAIRS; pair += INTS) {
      // Sums of longs: of ints, C2 keeps a check of bounds in each turn.
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

  /** Makes {@link #matchBits} for as many columns as the longest reference has. */
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
   * Makes only the diagonal, in place of the first column: bits for positions that are the same.
   */
  void matchPositions(TokenColumn predictions, TokenColumn references, int from) {
    if (EXPANDS) {
      matchPositionsTogether(predictions, references, from);
    } else {
      matchPositionsOneByOne(predictions, references, from);
    }
  }

  private void matchPositionsTogether(TokenColumn predictions, TokenColumn references, int from) {
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

  private void matchPositionsOneByOne(TokenColumn predictions, TokenColumn references, int from) {
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

  /** The tokens of a vector of pairs, which start in {@code values} at {@code start}. */
  private static ShortVector tokens(MemorySegment values, long start, byte[] bits, int pair) {
    ShortVector tokens = ShortVector.fromMemorySegment(SHORT, values, Short.BYTES * start, NATIVE);
    return EXPANDS ? tokens.expand(VectorMask.fromLong(SHORT, get(bits, pair))) : tokens;
  }

  private static long get(byte[] bits, int pair) {
    return STEP == 4
        ? (int) FOUR_BYTES.get(bits, pair)
        : STEP == 2 ? (short) TWO_BYTES.get(bits, pair) : bits[pair];
  }

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
   * Writes the run's numbers.
   *
   * @param numbers one for each pair, at least 0
   * @param out where to, the first at {@code from}
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
