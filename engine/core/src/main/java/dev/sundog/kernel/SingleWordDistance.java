// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTE;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2B;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Levenshtein distance of pairs whose longer side fits one 64-bit word, one pair per 64-bit lane:
 * the recurrence of {@link HyyroRecurrence}. Here the longer side is the pattern: one compare of a
 * text token with all of the pattern returns the match mask of a column, and the shorter side as
 * the text makes the columns few.
 *
 * <p>A pattern's tokens are split into a plane of low bytes and one of high bytes, so that one
 * compare and one mask cover two vectors of tokens; moving a mask to a register costs as much as
 * the compare.
 *
 * <p>Match bits past a pattern's end only set bits beyond its last row. Pairs are ordered by the
 * length of their texts: a lane is read when its text ends, and its further columns are ignored. On
 * Zen 4 a column takes 2 cycles per pair for the mask (its two broadcasts) and 1.1 for the
 * recurrence.
 */
final class SingleWordDistance implements AutoCloseable {
  /** Longest side in tokens; 0 at 128 bits, where C2 allocates vectors of two longs. */
  static final int LONGEST = LANES > 8 ? 2 * LANES : 0;

  private static final int LONGS = LONG.length();

  /** Pairs of a group: two vectors side by side. */
  private static final int PAIRS = 2 * LONGS;

  /** Bytes per pair: two planes of the pattern, then two vectors of the text. */
  private static final long ENTRY = 4 * BYTES;

  /** Columns per slice of the text, so that the bounds are checked once for all of them. */
  private static final int BLOCK = 4;

  /** Offset of a token's low byte. */
  private static final int LOW = NATIVE == ByteOrder.LITTLE_ENDIAN ? 0 : 1;

  private static final int HIGH = 1 - LOW;

  private static final VectorSpecies<Byte> HALF =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(VectorWidth.BITS / 2));

  private static final LongVector ONE = LongVector.broadcast(LONG, 1);

  /** Match masks of a group, by column, then by pair. */
  private final long[] masks = new long[LONGEST * PAIRS];

  /** VP of all pairs of a group, then VN. */
  private final long[] vertical = new long[2 * PAIRS];

  /** By pair: the low bytes of the pattern, its high bytes, the text. */
  private final NativeMemory owned = new NativeMemory(PAIRS * ENTRY);

  private final MemorySegment memory = owned.segment();

  /**
   * Computes the distances of a list of pairs. The list's columns are this kernel's rows.
   *
   * @param predictionsLonger whether the predictions are the longer sides, in all pairs
   */
  void editDistance(PairList list, boolean predictionsLonger, int[] out) {
    MemorySegment patterns = predictionsLonger ? list.predictions : list.references;
    MemorySegment texts = predictionsLonger ? list.references : list.predictions;
    long[] patternEnds = predictionsLonger ? list.predictionEnd : list.referenceEnd;
    long[] textEnds = predictionsLonger ? list.referenceEnd : list.predictionEnd;
    list.orderByRows();
    for (int place = 0; place < list.size; place += PAIRS) {
      int last = Math.min(place + PAIRS, list.size) - 1;
      int most = list.rows[list.at(last)];
      for (int pair = 0; pair < PAIRS; pair++) {
        int entry = list.at(Math.min(place + pair, last));
        long pattern = Short.BYTES * (patternEnds[entry] - list.columns[entry]);
        long text = Short.BYTES * (textEnds[entry] - list.rows[entry]);
        MemorySegment to = memory.asSlice(pair * ENTRY, ENTRY);
        split(patterns, pattern, to);
        copy(texts, text, to);
      }
      for (int pair = 0; pair < PAIRS; pair++) {
        match(most, pair);
      }
      Arrays.fill(vertical, 0, PAIRS, -1);
      Arrays.fill(vertical, PAIRS, 2 * PAIRS, 0);
      // In the order of text lengths: advance all lanes to the end of this text, then read its
      // lane.
      int column = 0;
      for (int pair = 0; place + pair <= last; pair++) {
        int entry = list.at(place + pair);
        columns(column, list.rows[entry]);
        column = list.rows[entry];
        long rows = -1L >>> (Long.SIZE - list.columns[entry]);
        int rises = Long.bitCount(vertical[pair] & rows);
        int falls = Long.bitCount(vertical[PAIRS + pair] & rows);
        out[list.pair[entry]] = list.rows[entry] + rises - falls;
      }
    }
  }

  /** Splits a pattern's tokens into a plane of low and one of high bytes. */
  private static void split(MemorySegment patterns, long pattern, MemorySegment to) {
    ShortVector first = ShortVector.fromMemorySegment(SHORT, patterns, pattern, NATIVE);
    ShortVector second = ShortVector.fromMemorySegment(SHORT, patterns, pattern + BYTES, NATIVE);
    first.convertShape(S2B, HALF, 0).reinterpretAsBytes().intoMemorySegment(to, 0, NATIVE);
    second.convertShape(S2B, HALF, 0).reinterpretAsBytes().intoMemorySegment(to, BYTES / 2, NATIVE);
    first
        .lanewise(LSHR, Byte.SIZE)
        .convertShape(S2B, HALF, 0)
        .reinterpretAsBytes()
        .intoMemorySegment(to, BYTES, NATIVE);
    second
        .lanewise(LSHR, Byte.SIZE)
        .convertShape(S2B, HALF, 0)
        .reinterpretAsBytes()
        .intoMemorySegment(to, BYTES + BYTES / 2, NATIVE);
  }

  /** Copies a text, so that the loads of all pairs of a group overlap. */
  private static void copy(MemorySegment texts, long text, MemorySegment to) {
    ByteVector.fromMemorySegment(BYTE, texts, text, NATIVE)
        .intoMemorySegment(to, 2 * BYTES, NATIVE);
    ByteVector.fromMemorySegment(BYTE, texts, text + BYTES, NATIVE)
        .intoMemorySegment(to, 3 * BYTES, NATIVE);
  }

  /** Writes the match masks of one pair: equal bytes are zero after the exclusive or. */
  private void match(int count, int pair) {
    MemorySegment rows = memory.asSlice(pair * ENTRY, 2 * BYTES);
    ByteVector low = ByteVector.fromMemorySegment(BYTE, rows, 0, NATIVE);
    ByteVector high = ByteVector.fromMemorySegment(BYTE, rows, BYTES, NATIVE);
    for (int column = 0; column < count; column += BLOCK) {
      MemorySegment tokens =
          memory.asSlice(pair * ENTRY + 2 * BYTES + (long) Short.BYTES * column, 2 * BLOCK);
      int at = column * PAIRS + pair;
      masks[at] =
          low.lanewise(XOR, tokens.get(JAVA_BYTE, LOW))
              .or(high.lanewise(XOR, tokens.get(JAVA_BYTE, HIGH)))
              .compare(EQ, 0)
              .toLong();
      masks[at + PAIRS] =
          low.lanewise(XOR, tokens.get(JAVA_BYTE, 2 + LOW))
              .or(high.lanewise(XOR, tokens.get(JAVA_BYTE, 2 + HIGH)))
              .compare(EQ, 0)
              .toLong();
      masks[at + 2 * PAIRS] =
          low.lanewise(XOR, tokens.get(JAVA_BYTE, 4 + LOW))
              .or(high.lanewise(XOR, tokens.get(JAVA_BYTE, 4 + HIGH)))
              .compare(EQ, 0)
              .toLong();
      masks[at + 3 * PAIRS] =
          low.lanewise(XOR, tokens.get(JAVA_BYTE, 6 + LOW))
              .or(high.lanewise(XOR, tokens.get(JAVA_BYTE, 6 + HIGH)))
              .compare(EQ, 0)
              .toLong();
    }
  }

  /** Advances all pairs of the group through a range of columns. */
  private void columns(int from, int to) {
    if (from == to) {
      return;
    }
    LongVector vp = LongVector.fromArray(LONG, vertical, 0);
    LongVector vp2 = LongVector.fromArray(LONG, vertical, LONGS);
    LongVector vn = LongVector.fromArray(LONG, vertical, 2 * LONGS);
    LongVector vn2 = LongVector.fromArray(LONG, vertical, 3 * LONGS);
    for (int column = from; column < to; column++) {
      LongVector match = LongVector.fromArray(LONG, masks, column * PAIRS);
      LongVector match2 = LongVector.fromArray(LONG, masks, column * PAIRS + LONGS);
      LongVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      LongVector d02 = match2.and(vp2).add(vp2).lanewise(XOR, vp2).or(match2).or(vn2);
      LongVector hp = vn.or(d0.or(vp).not());
      LongVector hp2 = vn2.or(d02.or(vp2).not());
      LongVector hn = d0.and(vp);
      LongVector hn2 = d02.and(vp2);
      hp = hp.add(hp).or(ONE);
      hp2 = hp2.add(hp2).or(ONE);
      hn = hn.add(hn);
      hn2 = hn2.add(hn2);
      vp = hn.or(d0.or(hp).not());
      vp2 = hn2.or(d02.or(hp2).not());
      vn = hp.and(d0);
      vn2 = hp2.and(d02);
    }
    vp.intoArray(vertical, 0);
    vp2.intoArray(vertical, LONGS);
    vn.intoArray(vertical, 2 * LONGS);
    vn2.intoArray(vertical, 3 * LONGS);
  }

  @Override
  public void close() {
    owned.close();
  }
}
