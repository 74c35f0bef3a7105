package dev.sundog.kernel;

import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;

/**
 * Levenshtein distance of pairs whose longer side fills one or two vectors, one pair per 64-bit
 * lane. The longer side is the pattern: a token of the text is compared with all of its rows at
 * once, and the comparison's bits are the match mask. So the columns are the shorter side's.
 *
 * <p>The recurrence is Hyyrö's, as in {@link LaneRecurrence}. What lies behind a pattern's end only
 * sets bits above its last row, which never reach lower ones. Pairs come by the length of their
 * texts, so a lane is read when its text ends, and goes on for nothing. Two compares a column take
 * 3.8 cycles a pair on Zen 4, the recurrence 1.9.
 */
final class OneWordEditDistance {
  /** Longest pattern; none where C2 makes objects of two words in a vector. */
  static final int ROWS = LANES > 8 ? 2 * LANES : 0;

  private static final int LONGS = LONG.length();

  /** Two vectors of pairs side by side. */
  private static final int PAIRS = 2 * LONGS;

  /** Columns whose masks are made at a time, so that one check of bounds does for all. */
  private static final int BLOCK = 4;

  private static final LongVector ONE = LongVector.broadcast(LONG, 1);

  /** Match masks by column and pair. */
  private final long[] masks = new long[ROWS * PAIRS];

  /** VP of all pairs, then VN. */
  private final long[] vertical = new long[2 * PAIRS];

  /**
   * Scores a list of pairs, whose rows and columns change sides here.
   *
   * @param predictionsLonger whether the predictions are the patterns, in all pairs of the list
   * @param wide whether patterns may fill two vectors, not one
   */
  void editDistance(PairList list, boolean predictionsLonger, boolean wide, int[] out) {
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
        if (wide) {
          matchTwo(patterns, pattern, texts, text, most, pair);
        } else {
          match(patterns, pattern, texts, text, most, pair);
        }
      }
      Arrays.fill(vertical, 0, PAIRS, -1);
      Arrays.fill(vertical, PAIRS, 2 * PAIRS, 0);
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

  /** Makes the match masks of one pair, whose pattern fills one vector. */
  private void match(
      MemorySegment patterns, long pattern, MemorySegment texts, long text, int count, int pair) {
    ShortVector rows = ShortVector.fromMemorySegment(SHORT, patterns, pattern, NATIVE);
    for (int column = 0; column < count; column += BLOCK) {
      MemorySegment tokens = texts.asSlice(text + (long) Short.BYTES * column, 2 * BLOCK);
      int at = column * PAIRS + pair;
      masks[at] = rows.compare(EQ, tokens.get(JAVA_SHORT, 0)).toLong();
      masks[at + PAIRS] = rows.compare(EQ, tokens.get(JAVA_SHORT, 2)).toLong();
      masks[at + 2 * PAIRS] = rows.compare(EQ, tokens.get(JAVA_SHORT, 4)).toLong();
      masks[at + 3 * PAIRS] = rows.compare(EQ, tokens.get(JAVA_SHORT, 6)).toLong();
    }
  }

  /** The same for a pattern that fills two. */
  private void matchTwo(
      MemorySegment patterns, long pattern, MemorySegment texts, long text, int count, int pair) {
    ShortVector low = ShortVector.fromMemorySegment(SHORT, patterns, pattern, NATIVE);
    ShortVector high = ShortVector.fromMemorySegment(SHORT, patterns, pattern + BYTES, NATIVE);
    for (int column = 0; column < count; column += BLOCK) {
      MemorySegment tokens = texts.asSlice(text + (long) Short.BYTES * column, 2 * BLOCK);
      short token0 = tokens.get(JAVA_SHORT, 0);
      short token1 = tokens.get(JAVA_SHORT, 2);
      short token2 = tokens.get(JAVA_SHORT, 4);
      short token3 = tokens.get(JAVA_SHORT, 6);
      int at = column * PAIRS + pair;
      masks[at] = low.compare(EQ, token0).toLong() | high.compare(EQ, token0).toLong() << LANES;
      masks[at + PAIRS] =
          low.compare(EQ, token1).toLong() | high.compare(EQ, token1).toLong() << LANES;
      masks[at + 2 * PAIRS] =
          low.compare(EQ, token2).toLong() | high.compare(EQ, token2).toLong() << LANES;
      masks[at + 3 * PAIRS] =
          low.compare(EQ, token3).toLong() | high.compare(EQ, token3).toLong() << LANES;
    }
  }

  /** Takes all pairs through some columns. */
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
}
