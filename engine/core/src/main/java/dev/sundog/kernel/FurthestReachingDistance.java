package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.INT;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_I2L;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Levenshtein distance of pairs that few edits part, in input order and without a branch on what
 * they hold: the furthest row that each number of edits reaches on each diagonal, one pair per
 * 64-bit lane. (Ukkonen, E., "Algorithms for approximate string matching", 1985.)
 *
 * <p>Diagonal d holds the cells whose column is d more than their row. Its word of match bits says
 * for each row whether the tokens are the same there; the furthest row reached is a single bit. One
 * addition carries that bit over all matches that follow it, so a diagonal's step is 5 operations:
 * the furthest of an edit of each kind, and its matches. What a word says of tokens behind the end
 * of a side does no harm: who goes around the last cell has paid for at least as many edits.
 *
 * <p>The words are made of 14 loads and compares of 32 tokens, about 31 cycles a pair on Zen 4; the
 * steps take about 2 cycles a pair each, selecting 5 in all.
 */
final class FurthestReachingDistance implements AutoCloseable {
  /** Pairs of a run at most. */
  static final int PAIRS = ShortPairBlock.PAIRS;

  /** Diagonals, the one in the middle ends in the last cell. */
  private static final int DIAGONALS = 7;

  private static final int MIDDLE = DIAGONALS / 2;

  /** Edits that are looked for. */
  private static final int EDITS = 6;

  /**
   * Whether a word's parts stand in memory as they are made, the lowest rows first; with two words
   * to a vector, C2 makes objects of them.
   */
  private static final boolean AVAILABLE = LANES > 8 && NATIVE == ByteOrder.LITTLE_ENDIAN;

  /** Longest prediction: the bit behind its last row is not the word's sign. */
  private static final int LONGEST = Long.SIZE - 2;

  private static final int LONGS = LONG.length();
  private static final long BLOCK = DIAGONALS * BYTES;
  private static final int PARTS = Long.SIZE / LANES;
  private static final int PART_BYTES = LANES / Byte.SIZE;
  private static final VectorSpecies<Integer> HALF =
      VectorSpecies.of(int.class, VectorShape.forBitSize(VectorWidth.BITS / 2));

  /** Pairs that are selected at a time, and for which arrays have room behind the last. */
  private static final int INTS = INT.length();

  private static final IntVector NUMBERS = IntVector.zero(INT).addIndex(1);
  private static final LongVector ONE = LongVector.broadcast(LONG, 1);
  private static final LongVector ZERO = LongVector.zero(LONG);

  /** Match bits: for each vector of pairs a vector for each diagonal. */
  private final NativeMemory owned = new NativeMemory(PAIRS / LONGS * BLOCK);

  private final MemorySegment memory = owned.segment();

  /** Numbers of the pairs that are tried. */
  private final int[] tried = new int[PAIRS + INTS];

  /**
   * Of each of them its rows in 8 bits; its first diagonal in 8; the edits that are looked for, or
   * that a way which leaves the diagonals takes: one less on either side of the middle.
   */
  private final int[] shapes = new int[PAIRS + INTS];

  /** Where its prediction starts. */
  private final int[] predictionStarts = new int[PAIRS + INTS];

  /** Where its reference does on diagonal 0. */
  private final int[] referenceStarts = new int[PAIRS + INTS];

  private final int[] distances = new int[PAIRS + INTS];

  /** Numbers of the pairs that have no distance yet. */
  final int[] rest = new int[PAIRS + INTS];

  private int restCount;

  /**
   * Scores those pairs of a run that at most 6 edits part, if their predictions have 3 to 62 tokens
   * and their lengths differ by at most 3. The last few of a run that fills no vector are left.
   *
   * @param to end of the run, at most {@link #PAIRS} from its start
   * @return how many are not scored; {@link #rest} names them
   */
  int editDistance(TokenColumn predictions, TokenColumn references, int from, int to, int[] out) {
    int whole = AVAILABLE ? from + (to - from) / INTS * INTS : from;
    int count = select(predictions.offsets(), references.offsets(), from, whole);
    match(predictions.values(), references.values(), count);
    int end = restCount;
    for (int block = 0; block < count; block += Long.SIZE) {
      int last = Math.min(count, block + Long.SIZE);
      long far = 0;
      for (int first = block; first < last; first += LONGS) {
        far |= extend(first) << first;
      }
      for (far &= -1L >>> (block - last); far != 0; far &= far - 1) {
        rest[end++] = tried[block + Long.numberOfTrailingZeros(far)];
      }
    }
    for (int index = 0; index < count; index++) {
      out[tried[index]] = distances[index];
    }
    for (int pair = whole; pair < to; pair++) {
      rest[end++] = pair;
    }
    return end;
  }

  /** Compresses what fits into the arrays, a vector of pairs at a time. */
  private int select(MemorySegment predictions, MemorySegment references, int from, int to) {
    int count = 0;
    restCount = 0;
    for (int pair = from; pair < to; pair += INTS) {
      long at = (long) Integer.BYTES * pair;
      IntVector p = IntVector.fromMemorySegment(INT, predictions, at, NATIVE);
      IntVector r = IntVector.fromMemorySegment(INT, references, at, NATIVE);
      IntVector rows =
          IntVector.fromMemorySegment(INT, predictions, at + Integer.BYTES, NATIVE).sub(p);
      IntVector excess =
          IntVector.fromMemorySegment(INT, references, at + Integer.BYTES, NATIVE).sub(r).sub(rows);
      IntVector start = excess.neg().add(MIDDLE);
      IntVector text = r.sub(start);
      IntVector limit = start.sub(MIDDLE).abs().neg().add(DIAGONALS + 1).min(EDITS);
      VectorMask<Integer> fits =
          rows.sub(MIDDLE)
              .or(rows.neg().add(LONGEST))
              .or(excess.add(MIDDLE))
              .or(start)
              .or(text)
              .compare(GE, 0);
      IntVector numbers = NUMBERS.add(pair);
      numbers.compress(fits).intoArray(tried, count);
      limit
          .lanewise(LSHL, 8)
          .or(start)
          .lanewise(LSHL, 8)
          .or(rows)
          .compress(fits)
          .intoArray(shapes, count);
      p.compress(fits).intoArray(predictionStarts, count);
      text.compress(fits).intoArray(referenceStarts, count);
      numbers.compress(fits.not()).intoArray(rest, restCount);
      int fitting = fits.trueCount();
      count += fitting;
      restCount += INTS - fitting;
    }
    return count;
  }

  /**
   * Makes the match bits of the first pairs. Slices of fixed size leave one check of bounds for all
   * loads and stores of a part.
   */
  private void match(MemorySegment predictions, MemorySegment references, int pairs) {
    for (int index = 0; index < pairs; index++) {
      long rows = (long) Short.BYTES * predictionStarts[index];
      long text = (long) Short.BYTES * referenceStarts[index];
      long to = index / LONGS * BLOCK + (long) Long.BYTES * (index % LONGS);
      for (int part = 0; part < PARTS; part++) {
        ShortVector p = ShortVector.fromMemorySegment(SHORT, predictions, rows, NATIVE);
        MemorySegment r = references.asSlice(text, BYTES + 2 * (DIAGONALS - 1));
        MemorySegment words = memory.asSlice(to, BLOCK - BYTES + PART_BYTES);
        put(words, 0, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 0, NATIVE)).toLong());
        put(words, 1, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 2, NATIVE)).toLong());
        put(words, 2, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 4, NATIVE)).toLong());
        put(words, 3, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 6, NATIVE)).toLong());
        put(words, 4, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 8, NATIVE)).toLong());
        put(words, 5, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 10, NATIVE)).toLong());
        put(words, 6, p.compare(EQ, ShortVector.fromMemorySegment(SHORT, r, 12, NATIVE)).toLong());
        rows += BYTES;
        text += BYTES;
        to += PART_BYTES;
      }
    }
  }

  private static void put(MemorySegment words, int diagonal, long bits) {
    if (LANES == Integer.SIZE) {
      words.set(JAVA_INT, diagonal * BYTES, (int) bits);
    } else if (LANES == Short.SIZE) {
      words.set(JAVA_SHORT, diagonal * BYTES, (short) bits);
    } else {
      words.set(JAVA_BYTE, diagonal * BYTES, (byte) bits);
    }
  }

  /** Counts the edits of one vector of pairs; one more than are looked for where it takes more. */
  private long extend(int first) {
    long at = first / LONGS * BLOCK;
    LongVector shape =
        IntVector.fromArray(HALF, shapes, first)
            .convertShape(ZERO_EXTEND_I2L, LONG, 0)
            .reinterpretAsLongs();
    LongVector start = shape.lanewise(LSHR, 8).and(0xFF);
    LongVector end = ONE.lanewise(LSHL, shape.and(0xFF));
    LongVector rows = end.sub(ONE);
    LongVector m0 = LongVector.fromMemorySegment(LONG, memory, at, NATIVE).and(rows);
    LongVector m1 = LongVector.fromMemorySegment(LONG, memory, at + BYTES, NATIVE).and(rows);
    LongVector m2 = LongVector.fromMemorySegment(LONG, memory, at + 2 * BYTES, NATIVE).and(rows);
    LongVector m3 = LongVector.fromMemorySegment(LONG, memory, at + 3 * BYTES, NATIVE).and(rows);
    LongVector m4 = LongVector.fromMemorySegment(LONG, memory, at + 4 * BYTES, NATIVE).and(rows);
    LongVector m5 = LongVector.fromMemorySegment(LONG, memory, at + 5 * BYTES, NATIVE).and(rows);
    LongVector m6 = LongVector.fromMemorySegment(LONG, memory, at + 6 * BYTES, NATIVE).and(rows);
    LongVector f0 = m0.lanewise(ADD, 1, start.compare(EQ, 0)).lanewise(AND_NOT, m0);
    LongVector f1 = m1.lanewise(ADD, 1, start.compare(EQ, 1)).lanewise(AND_NOT, m1);
    LongVector f2 = m2.lanewise(ADD, 1, start.compare(EQ, 2)).lanewise(AND_NOT, m2);
    LongVector f3 = m3.lanewise(ADD, 1, start.compare(EQ, 3)).lanewise(AND_NOT, m3);
    LongVector f4 = m4.lanewise(ADD, 1, start.compare(EQ, 4)).lanewise(AND_NOT, m4);
    LongVector f5 = m5.lanewise(ADD, 1, start.compare(EQ, 5)).lanewise(AND_NOT, m5);
    LongVector f6 = m6.lanewise(ADD, 1, start.compare(EQ, 6)).lanewise(AND_NOT, m6);
    VectorMask<Long> open = f3.compare(LT, end);
    LongVector distance = ZERO.lanewise(ADD, 1, open);
    for (int edit = 0; edit < EDITS && open.anyTrue(); edit++) {
      LongVector below1 = f1.add(f1);
      LongVector below2 = f2.add(f2);
      LongVector below3 = f3.add(f3);
      LongVector below4 = f4.add(f4);
      LongVector below5 = f5.add(f5);
      LongVector below6 = f6.add(f6);
      LongVector e0 = f0.add(f0).max(below1);
      LongVector e1 = below1.max(f0).max(below2);
      LongVector e2 = below2.max(f1).max(below3);
      LongVector e3 = below3.max(f2).max(below4);
      LongVector e4 = below4.max(f3).max(below5);
      LongVector e5 = below5.max(f4).max(below6);
      LongVector e6 = below6.max(f5);
      f0 = e0.add(m0).lanewise(AND_NOT, m0);
      f1 = e1.add(m1).lanewise(AND_NOT, m1);
      f2 = e2.add(m2).lanewise(AND_NOT, m2);
      f3 = e3.add(m3).lanewise(AND_NOT, m3);
      f4 = e4.add(m4).lanewise(AND_NOT, m4);
      f5 = e5.add(m5).lanewise(AND_NOT, m5);
      f6 = e6.add(m6).lanewise(AND_NOT, m6);
      open = open.and(f3.compare(LT, end));
      distance = distance.lanewise(ADD, 1, open);
    }
    distance.convertShape(L2I, HALF, 0).reinterpretAsInts().intoArray(distances, first);
    return distance.compare(GT, shape.lanewise(LSHR, 16)).toLong();
  }

  @Override
  public void close() {
    owned.close();
  }
}
