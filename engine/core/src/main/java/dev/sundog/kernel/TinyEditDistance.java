package dev.sundog.kernel;

import static dev.sundog.kernel.LaneTransposition.BLOCK_BYTES;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.EIGHT_SHORTS;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.OFFSETS;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2L;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.sundog.batch.TokenColumn;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;

/**
 * Levenshtein distance of runs of pairs with at most 8 tokens a side, in input order, one pair per
 * 16-bit lane: 8 tokens of each side are loaded whatever its length. What lies behind a
 * prediction's end only sets bits above its last row, which never reach lower ones; columns behind
 * a reference's end leave its lane as it is.
 *
 * <p>Lanes change their type by a store and a load, never by the API's {@code reinterpret}: until
 * that is compiled it goes through arrays on the heap, and from then on C2 expects two kinds of
 * segment at every load and store.
 */
final class TinyEditDistance implements AutoCloseable {
  /** Vectors of pairs in a run: a loop over each step costs less than a step for each vector. */
  private static final int VECTORS = 16;

  /** Pairs of a run. */
  static final int RUN = VECTORS * LANES;

  private static final int TOKENS = LaneTransposition.BLOCK;
  private static final int LONGS = LONG.length();
  private static final long TEXT = VECTORS * BLOCK_BYTES;
  private static final long MASKS = 2 * TEXT;
  private static final long ROWS = 3 * TEXT;
  private static final long COLUMNS = ROWS + VECTORS * BYTES;
  private static final ShortVector ONE = ShortVector.broadcast(SHORT, 1);

  /**
   * Patterns of all vectors, texts of all, match masks of all; by lane, the lengths of both sides.
   */
  private final NativeMemory owned = new NativeMemory(COLUMNS + VECTORS * BYTES);

  private final MemorySegment memory = owned.segment();
  private final int[] starts = new int[RUN];
  private final long[] distances = new long[RUN];
  private final short[] vertical = new short[2 * RUN];

  /**
   * Scores a run of pairs, if none has more than 8 tokens a side.
   *
   * @param from first pair of {@link #RUN}
   * @return whether they were scored
   */
  boolean editDistance(TokenColumn predictions, TokenColumn references, int from, int[] out) {
    if (lengths(predictions, from, ROWS) > TOKENS) {
      return false;
    }
    stage(predictions.values(), 0);
    int most = lengths(references, from, COLUMNS);
    if (most > TOKENS) {
      return false;
    }
    stage(references.values(), TEXT);
    LaneTransposition.transpose(memory, 0, 2 * VECTORS);
    for (long block = 0; block < TEXT; block += BLOCK_BYTES) {
      LaneMatches.lowRows(memory, block, TEXT + block, MASKS + block, most);
    }
    for (int vector = 0; vector < VECTORS; vector += 2) {
      columns(vector, most);
    }
    for (int vector = 0; vector < VECTORS; vector++) {
      score(vector);
    }
    for (int vector = 0; vector < VECTORS; vector++) {
      inOrder(vector);
    }
    for (int pair = 0; pair < RUN; pair++) {
      out[from + pair] = (int) distances[pair];
    }
    return true;
  }

  @Override
  public void close() {
    owned.close();
  }

  /**
   * Writes where a run's sequences start, in bytes, and their lengths by lane; gives the longest.
   */
  private int lengths(TokenColumn column, int from, long to) {
    MemorySegment offsets = column.offsets();
    IntVector most = IntVector.zero(OFFSETS);
    for (int lane = 0; lane < RUN; lane += LANES) {
      LongVector packed = LongVector.zero(LONG);
      for (int pair = lane + LANES - LONGS; pair >= lane; pair -= LONGS) {
        IntVector start = IntVector.fromMemorySegment(OFFSETS, offsets, 4L * (from + pair), NATIVE);
        IntVector length =
            IntVector.fromMemorySegment(OFFSETS, offsets, 4L * (from + pair + 1), NATIVE)
                .sub(start);
        start.add(start).intoArray(starts, pair);
        most = most.lanewise(MAX, length);
        packed = packed.lanewise(LSHL, 16).or(length.convertShape(I2L, LONG, 0));
      }
      LaneTransposition.toLanes(packed)
          .intoMemorySegment(memory, to + (long) Short.BYTES * lane, NATIVE);
    }
    return most.reduceLanes(MAX);
  }

  private void stage(MemorySegment values, long to) {
    for (int pair = 0; pair < RUN; pair++) {
      ShortVector.fromMemorySegment(EIGHT_SHORTS, values, starts[pair], NATIVE)
          .intoMemorySegment(memory, to + (long) LaneTransposition.SLOT_BYTES * pair, NATIVE);
    }
  }

  /** Takes two vectors of pairs, from a first one, through the columns. */
  private void columns(int vector, int count) {
    int lane = vector * LANES;
    long masks = MASKS + vector * BLOCK_BYTES;
    long lengths = COLUMNS + vector * BYTES;
    ShortVector left = ShortVector.fromMemorySegment(SHORT, memory, lengths, NATIVE);
    ShortVector left2 = ShortVector.fromMemorySegment(SHORT, memory, lengths + BYTES, NATIVE);
    ShortVector vp = ShortVector.broadcast(SHORT, -1);
    ShortVector vp2 = ShortVector.broadcast(SHORT, -1);
    ShortVector vn = ShortVector.zero(SHORT);
    ShortVector vn2 = ShortVector.zero(SHORT);
    for (int column = 0; column < count; column++) {
      ShortVector match =
          ShortVector.fromMemorySegment(SHORT, memory, masks + column * BYTES, NATIVE);
      ShortVector match2 =
          ShortVector.fromMemorySegment(
              SHORT, memory, masks + BLOCK_BYTES + column * BYTES, NATIVE);
      ShortVector d0 = match.and(vp).add(vp).lanewise(XOR, vp).or(match).or(vn);
      ShortVector d02 = match2.and(vp2).add(vp2).lanewise(XOR, vp2).or(match2).or(vn2);
      ShortVector hp = vn.or(d0.or(vp).not());
      ShortVector hp2 = vn2.or(d02.or(vp2).not());
      ShortVector hn = d0.and(vp);
      ShortVector hn2 = d02.and(vp2);
      hp = hp.add(hp).or(ONE);
      hp2 = hp2.add(hp2).or(ONE);
      hn = hn.add(hn);
      hn2 = hn2.add(hn2);
      VectorMask<Short> reached = left.compare(GT, (short) 0);
      VectorMask<Short> reached2 = left2.compare(GT, (short) 0);
      vp = vp.blend(hn.or(d0.or(hp).not()), reached);
      vp2 = vp2.blend(hn2.or(d02.or(hp2).not()), reached2);
      vn = vn.blend(hp.and(d0), reached);
      vn2 = vn2.blend(hp2.and(d02), reached2);
      left = left.sub(ONE);
      left2 = left2.sub(ONE);
    }
    vp.intoArray(vertical, 2 * lane);
    vn.intoArray(vertical, 2 * lane + LANES);
    vp2.intoArray(vertical, 2 * lane + 2 * LANES);
    vn2.intoArray(vertical, 2 * lane + 3 * LANES);
  }

  /** Turns the text lengths of one vector of pairs into distances. */
  private void score(int vector) {
    long length = vector * BYTES;
    ShortVector row = ShortVector.fromMemorySegment(SHORT, memory, ROWS + length, NATIVE);
    ShortVector column = ShortVector.fromMemorySegment(SHORT, memory, COLUMNS + length, NATIVE);
    ShortVector used = ONE.lanewise(LSHL, row).sub(ONE);
    int lane = 2 * vector * LANES;
    ShortVector vp = ShortVector.fromArray(SHORT, vertical, lane).and(used);
    ShortVector vn = ShortVector.fromArray(SHORT, vertical, lane + LANES).and(used);
    column
        .add(vp.lanewise(BIT_COUNT))
        .sub(vn.lanewise(BIT_COUNT))
        .intoMemorySegment(memory, COLUMNS + length, NATIVE);
  }

  /** Brings one vector of distances from the order of lanes to that of pairs. */
  private void inOrder(int vector) {
    LongVector packed =
        LaneTransposition.toQuarters(
            LongVector.fromMemorySegment(LONG, memory, COLUMNS + vector * BYTES, NATIVE));
    int end = (vector + 1) * LANES;
    for (int pair = vector * LANES; pair < end; pair += LONGS) {
      packed.and(0xFFFF).intoArray(distances, pair);
      packed = packed.lanewise(LSHR, 16);
    }
  }
}
