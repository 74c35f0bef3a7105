// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static dev.sundog.kernel.InterSequenceGroup.CHUNK;
import static dev.sundog.kernel.VectorWidth.LANES;
import static dev.sundog.kernel.VectorWidth.NATIVE;
import static dev.sundog.kernel.VectorWidth.SHORT;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.ShortVector;

/**
 * The distance matrices of a group of pairs in strips of 16 rows: the whole matrix, or a band of
 * its diagonals.
 *
 * <p>Cells of padding, before a lane's first row or column, are 0: padding rows have no vertical
 * deltas (VP is 0), padding columns no horizontal ones. So each lane's own matrix starts where its
 * padding ends.
 *
 * <p>The band of a bound k covers every path of at most k edits: if there are δ more columns than
 * rows, the diagonals from −(k − δ)/2 to (k + δ)/2. Cells outside of the band are assumed to rise
 * by one per row or column, which is never too low. So a distance of at most k is exact, and any
 * other result is an upper bound.
 *
 * <p>Ukkonen, E., "Algorithms for approximate string matching", 1985.
 */
final class InterSequenceMatrix {
  private static final int ROWS = InterSequenceRecurrence.ROWS;
  private static final ShortVector ZERO = ShortVector.zero(SHORT);
  private static final ShortVector ONES = ZERO.not();
  private static final ShortVector RISING =
      ShortVector.broadcast(SHORT, InterSequenceRecurrence.RISES);

  private InterSequenceMatrix() {}

  /** Computes every cell; the group's scores become the distances. */
  static void whole(InterSequenceGroup group) {
    riseAbove(group, 0, group.columns());
    // No vectors here: this method runs long and is called rarely, so C2 may compile its loops
    // only, and a vector outside of them would be an object.
    for (int lane = 0; lane < group.scores.length; lane++) {
      group.scores[lane] = (short) (group.columns() - group.columnPadding[lane]);
    }
    for (int row = 0; row < group.rows(); row += ROWS) {
      strip(group, row, 0, group.columns());
      addVerticals(group);
    }
  }

  /**
   * Computes the cells of the bands; a score becomes the distance if that is at most the pair's
   * bound, else an upper bound of it.
   */
  static void banded(InterSequenceGroup group) {
    Arrays.fill(group.corners, (short) 0);
    int columns = group.columns();
    int left = 0;
    int risen = 0;
    for (int row = 0; row < group.rows(); row += ROWS) {
      // The strip's columns: from its lowest diagonal in the first row to its highest in the last.
      int newLeft = Math.max(0, row - group.diagonalsBelow());
      int right = Math.min(columns, row + ROWS + group.diagonalsAbove());
      riseAbove(group, risen, right);
      risen = right;
      // Move the known cell above the strip right to the band's new left edge.
      addHorizontals(group, group.corners, left, newLeft);
      left = newLeft;
      if (row + ROWS == group.rows()) {
        // The last strip: the cell above its last column is the score to add verticals to.
        System.arraycopy(group.corners, 0, group.scores, 0, group.scores.length);
        addHorizontals(group, group.scores, left, columns);
      }
      strip(group, row, left, right);
      lowerCorners(group);
    }
    addVerticals(group);
  }

  /** Sets the horizontal deltas of some columns to rise, except in padding. */
  private static void riseAbove(InterSequenceGroup group, int from, int to) {
    for (int vector = 0; vector < group.vectors(); vector++) {
      int padded = Math.min(to, group.mostColumnPadding());
      ShortVector padding = ShortVector.fromArray(SHORT, group.columnPadding, vector * LANES);
      for (int column = from; column < padded; column++) {
        ShortVector delta = RISING.blend(ZERO, padding.compare(GT, (short) column));
        delta.intoMemorySegment(group.memory(), group.deltas(vector, column), NATIVE);
      }
      for (int column = Math.max(from, padded); column < to; column++) {
        RISING.intoMemorySegment(group.memory(), group.deltas(vector, column), NATIVE);
      }
    }
  }

  /** Computes a strip over a range of columns; left of them the matrix rises by one per row. */
  private static void strip(InterSequenceGroup group, int row, int from, int to) {
    beginStrip(group, row);
    for (int column = from; column < to; column += CHUNK) {
      int columns = Math.min(CHUNK, to - column);
      for (int vector = 0; vector < group.vectors(); vector++) {
        match(group, row, column, columns, vector);
      }
      if (group.vectors() == 2) {
        InterSequenceRecurrence.columnsOfTwo(
            group.memory(),
            group.masks(0),
            group.masks(1),
            group.deltas(0, column),
            group.deltas(1, column),
            group.vertical,
            columns);
      } else {
        InterSequenceRecurrence.columns(
            group.memory(), group.masks(0), group.deltas(0, column), group.vertical, columns);
      }
    }
  }

  /** Sets the rows of each lane's pattern, and VP to them: the column before rises. */
  private static void beginStrip(InterSequenceGroup group, int row) {
    for (int vector = 0; vector < group.vectors(); vector++) {
      int lane = vector * LANES;
      ShortVector padding = ShortVector.fromArray(SHORT, group.rowPadding, lane).sub((short) row);
      ShortVector pattern =
          ONES.lanewise(LSHL, padding)
              .blend(ZERO, padding.compare(GE, (short) ROWS))
              .blend(ONES, padding.compare(LE, (short) 0));
      pattern.intoArray(group.patternRows, lane);
      pattern.intoArray(group.vertical, 2 * lane);
      ZERO.intoArray(group.vertical, 2 * lane + LANES);
    }
  }

  /** Writes the match masks of a strip over some columns. */
  private static void match(
      InterSequenceGroup group, int row, int column, int columns, int vector) {
    MemorySegment memory = group.memory();
    long masks = group.masks(vector);
    long text = group.text(vector, column);
    long lowRows = group.pattern(vector, row);
    long highRows = group.pattern(vector, row + InterSequenceMatches.ROWS);
    if (group.leastRowPadding() - row >= InterSequenceMatches.ROWS) {
      InterSequenceMatches.highRowsOnly(memory, highRows, text, masks, columns);
    } else {
      InterSequenceMatches.lowRows(memory, lowRows, text, masks, columns);
      InterSequenceMatches.highRows(memory, highRows, text, masks, columns);
    }
    if (row < group.mostRowPadding() || column < group.mostColumnPadding()) {
      InterSequenceMatches.pad(
          memory, masks, columns, column, group.columnPadding, group.patternRows, vector * LANES);
    }
  }

  /** Adds the vertical deltas of the strip's last column to the scores. */
  private static void addVerticals(InterSequenceGroup group) {
    for (int vector = 0; vector < group.vectors(); vector++) {
      int lane = vector * LANES;
      ShortVector vp = ShortVector.fromArray(SHORT, group.vertical, 2 * lane);
      ShortVector vn = ShortVector.fromArray(SHORT, group.vertical, 2 * lane + LANES);
      ShortVector rise = vp.lanewise(BIT_COUNT).sub(vn.lanewise(BIT_COUNT));
      ShortVector.fromArray(SHORT, group.scores, lane).add(rise).intoArray(group.scores, lane);
    }
  }

  /** Adds to values the horizontal deltas above the next strip, over a range of columns. */
  private static void addHorizontals(InterSequenceGroup group, short[] values, int from, int to) {
    for (int vector = 0; vector < group.vectors(); vector++) {
      ShortVector value = ShortVector.fromArray(SHORT, values, vector * LANES);
      for (int column = from; column < to; column++) {
        ShortVector delta =
            ShortVector.fromMemorySegment(
                SHORT, group.memory(), group.deltas(vector, column), NATIVE);
        value = value.add(delta.lanewise(LSHR, 15)).sub(delta.and((short) 1));
      }
      value.intoArray(values, vector * LANES);
    }
  }

  /** Moves the cells left of the band down a strip: they rise by one per row of the pattern. */
  private static void lowerCorners(InterSequenceGroup group) {
    for (int vector = 0; vector < group.vectors(); vector++) {
      int lane = vector * LANES;
      ShortVector rows = ShortVector.fromArray(SHORT, group.patternRows, lane);
      ShortVector.fromArray(SHORT, group.corners, lane)
          .add(rows.lanewise(BIT_COUNT))
          .intoArray(group.corners, lane);
    }
  }
}
