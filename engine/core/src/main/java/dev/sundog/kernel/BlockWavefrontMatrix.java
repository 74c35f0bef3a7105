// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.BlockWavefrontGroup.CHUNK;
import static dev.sundog.kernel.BlockWavefrontGroup.LANES;
import static dev.sundog.kernel.VectorWidth.BYTES;
import static dev.sundog.kernel.VectorWidth.LONG;
import static jdk.incubator.vector.VectorOperators.GT;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * The whole distance matrices of a group of pairs with long patterns, in strips of 64 rows per
 * lane. As in {@link InterSequenceMatrix}, cells of padding are 0.
 */
final class BlockWavefrontMatrix {
  private static final LongVector ZERO = LongVector.zero(LONG);
  private static final LongVector RISING =
      LongVector.broadcast(LONG, BlockWavefrontRecurrence.RISES);

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  /** By log2 of a pair's words: the first lane of every pair. */
  private static final List<VectorMask<Long>> FIRST =
      Stream.of(0xFFL, 0x55L, 0x11L, 1L).map(lanes -> VectorMask.fromLong(LONG, lanes)).toList();

  /** By log2 of a pair's words: the lane that each lane takes its delta from, in a circle. */
  private static final List<long[]> TURN =
      IntStream.range(0, 4).mapToObj(BlockWavefrontMatrix::turn).toList();

  private BlockWavefrontMatrix() {}

  /** Computes every cell; the group's scores become the distances. */
  static void whole(BlockWavefrontGroup group, BlockWavefrontMatches matches) {
    int columns = group.columns();
    for (int row = 0; row < group.rows(); row += Long.SIZE * group.words()) {
      matches.tabulate(group, row);
      beginStrip(group, row);
      for (int step = 0; step < columns; step += CHUNK) {
        Cancellation.check();
        int steps = Math.min(CHUNK, columns - step);
        BlockWavefrontMatches.write(group, step, steps);
        steps(group, row, step, 0, steps);
      }
      // The first lane has passed the last column. Each later lane needs one more step to get
      // there.
      addVerticals(group, 0);
      BlockWavefrontMatches.write(group, columns, group.words() - 1);
      for (int word = 1; word < group.words(); word++) {
        steps(group, row, columns, word - 1, 1);
        addVerticals(group, word);
      }
    }
  }

  private static long[] turn(int log) {
    int words = 1 << log;
    return LongStream.range(0, LANES)
        .map(lane -> lane / words * words + (lane + words - 1) % words)
        .toArray();
  }

  /** Sets VP to the rows of the patterns and clears the deltas handed on. */
  private static void beginStrip(BlockWavefrontGroup group, int row) {
    Arrays.fill(group.state, 0);
    for (int pair = 0; pair < group.count(); pair++) {
      int vp = state(group, pair);
      for (int word = 0; word < group.words(); word++) {
        group.state[vp + word] =
            BlockWavefrontMatches.patternRows(group.rowPadding(pair) - row, word);
      }
    }
  }

  /** Index of the VP of a pair's first word in the group's state. */
  private static int state(BlockWavefrontGroup group, int pair) {
    int lane = group.lane(pair);
    return lane / LANES * 3 * LANES + lane % LANES;
  }

  /**
   * Advances all lanes by some steps.
   *
   * @param from first step whose masks are written
   * @param before steps after {@code from} that were already taken
   */
  private static void steps(BlockWavefrontGroup group, int row, int from, int before, int steps) {
    int step = from + before;
    int lag = group.words() - 1;
    boolean last = row + Long.SIZE * group.words() == group.rows();
    long masks = (BlockWavefrontMatches.HISTORY + before) * BYTES;
    long above = above(group, row, step, steps, 0);
    long below = last ? group.last(0) : group.deltas(0, step - lag);
    int log = Integer.numberOfTrailingZeros(group.words());
    if (group.vectors() == 2) {
      BlockWavefrontRecurrence.stepsOfTwo(
          group.memory(),
          group.masks(0) + masks,
          group.masks(LANES) + masks,
          above,
          above(group, row, step, steps, 1),
          below,
          last ? group.last(1) : group.deltas(1, step - lag),
          group.state,
          FIRST.get(log),
          TURN.get(log),
          steps);
    } else {
      BlockWavefrontRecurrence.steps(
          group.memory(),
          group.masks(0) + masks,
          above,
          below,
          group.state,
          FIRST.get(log),
          TURN.get(log),
          steps);
    }
  }

  /** Offset of the deltas above a strip; above the first strip, they rise except in padding. */
  private static long above(BlockWavefrontGroup group, int row, int step, int steps, int vector) {
    if (row > 0) {
      return group.deltas(vector, step);
    }
    if (step >= group.mostColumnPadding()) {
      return group.rising();
    }
    long padded = group.padded(vector);
    LongVector padding = LongVector.fromArray(LONG, group.columnPadding, vector * LANES);
    for (int column = 0; column < steps; column++) {
      LongVector delta = RISING.blend(ZERO, padding.compare(GT, (long) step + column));
      delta.intoMemorySegment(group.memory(), padded + column * BYTES, NATIVE);
    }
    return padded;
  }

  /** Adds the vertical deltas of the last column, in one word of every pair. */
  private static void addVerticals(BlockWavefrontGroup group, int word) {
    for (int pair = 0; pair < group.count(); pair++) {
      int vp = state(group, pair) + word;
      group.scores[pair] += Long.bitCount(group.state[vp]) - Long.bitCount(group.state[vp + LANES]);
    }
  }
}
