// SPDX-License-Identifier: Apache-2.0
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
 * Levenshtein distance of pairs with few edits, one pair per 64-bit lane, in input order and
 * without a branch on the tokens: for each number of edits, the furthest row reached on each
 * diagonal.
 *
 * <p>Diagonal d holds the cells whose column is their row plus d. Bit r of its match word is set
 * where the tokens of its row r are equal; the furthest row reached is kept as a single bit. Adding
 * that bit to the match word carries it over all matches that follow, so a step takes 5 operations
 * per diagonal: the furthest row after an insertion, a deletion or a substitution, then the
 * matches. Match bits past the end of a sequence are harmless: a path through them costs at least
 * as many edits as the distance.
 *
 * <p>Ukkonen, E., "Algorithms for approximate string matching", 1985; Myers, E. W., "An O(ND)
 * difference algorithm and its variations", 1986.
 *
 * <p>About 31 cycles per pair on Zen 4 for the match words (14 loads and compares of 32 tokens), 2
 * for each number of edits, 5 for the selection.
 */
final class FurthestReachingDistance implements AutoCloseable {
  /** Most pairs of a call. */
  static final int PAIRS = ShortPairBlock.PAIRS;

  /** Number of diagonals; the middle one ends in the last cell of the matrix. */
  private static final int DIAGONALS = 7;

  private static final int MIDDLE = DIAGONALS / 2;

  /** Largest distance that is found. */
  private static final int EDITS = 6;

  /**
   * Whether this kernel can run: the parts of a match word are written in memory order, lowest rows
   * first, which needs little-endian; at 128 bits C2 allocates vectors of two longs.
   */
  private static final boolean AVAILABLE = LANES > 8 && NATIVE == ByteOrder.LITTLE_ENDIAN;

  /** Longest prediction: the bit after its last row must not be the word's sign. */
  private static final int LONGEST = Long.SIZE - 2;

  private static final int LONGS = LONG.length();
  private static final long BLOCK = DIAGONALS * BYTES;
  private static final int PARTS = Long.SIZE / LANES;
  private static final int PART_BYTES = LANES / Byte.SIZE;
  private static final VectorSpecies<Integer> HALF =
      VectorSpecies.of(int.class, VectorShape.forBitSize(VectorWidth.BITS / 2));

  /** Pairs per step of the selection; the arrays have as much room after the last pair. */
  private static final int INTS = INT.length();

  private static final IntVector NUMBERS = IntVector.zero(INT).addIndex(1);
  private static final LongVector ONE = LongVector.broadcast(LONG, 1);
  private static final LongVector ZERO = LongVector.zero(LONG);

  /** Match words: per vector of pairs, one vector per diagonal. */
  private final NativeMemory owned = new NativeMemory(PAIRS / LONGS * BLOCK);

  private final MemorySegment memory = owned.segment();

  /** Numbers of the selected pairs. */
  private final int[] tried = new int[PAIRS + INTS];

  /**
   * By selected pair: its rows in bits 0 to 7, the diagonal of the matrix's first cell in bits 8 to
   * 15, and above them the largest distance that is exact: a path that leaves the seven diagonals
   * and returns needs at least as many edits.
   */
  private final int[] shapes = new int[PAIRS + INTS];

  /** By selected pair, the index of the prediction's first token. */
  private final int[] predictionStarts = new int[PAIRS + INTS];

  /** By selected pair, the index of the reference token of row 0 on diagonal 0. */
  private final int[] referenceStarts = new int[PAIRS + INTS];

  private final int[] distances = new int[PAIRS + INTS];

  /** Numbers of the pairs whose distance was not found. */
  final int[] rest = new int[PAIRS + INTS];

  private int restCount;

  /**
   * Finds the distances of pairs with at most 6 edits, a prediction of 3 to 62 tokens, and lengths
   * that differ by at most 3. The last pairs, which do not fill a vector, are not tried.
   *
   * @param to at most {@link #PAIRS} after {@code from}
   * @return number of pairs whose distance was not found, listed in {@link #rest}
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

  /** Lists the pairs that fit, a vector of pairs at a time; returns their number. */
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
      // All conditions at once: a negative number violates one, and its sign survives the ors.
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
   * Computes the match words of the first pairs, a part of {@code LANES} rows at a time. Slices of
   * constant size leave one check of bounds for all loads and stores of a part.
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

  /** Writes one part of the match word of a diagonal. */
  private static void put(MemorySegment words, int diagonal, long bits) {
    if (LANES == Integer.SIZE) {
      words.set(JAVA_INT, diagonal * BYTES, (int) bits);
    } else if (LANES == Short.SIZE) {
      words.set(JAVA_SHORT, diagonal * BYTES, (short) bits);
    } else {
      words.set(JAVA_BYTE, diagonal * BYTES, (byte) bits);
    }
  }

  /**
   * Counts the edits of one vector of pairs.
   *
   * @return a bit per pair, set where the count exceeds the largest distance that is exact
   */
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
    // No edits: from the first cell over the matches of its diagonal.
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
      // One edit: a deletion moves a row down from the diagonal above, a substitution a row down on
      // its own, an insertion stays in its row. Then the matches.
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
