// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/** Token ids as rows of a two-dimensional array. */
final class TokenRows extends TokenSequences {
  private static final int[][] NONE = {};

  private int[][] rows = NONE;

  /** Refers to other rows. */
  void set(int[][] rows) {
    this.rows = rows;
  }

  /** Refers to no rows, so that none are kept alive. */
  void clear() {
    rows = NONE;
  }

  @Override
  public int count() {
    return rows.length;
  }

  @Override
  int measure(int from, int to, int tokens, TokenStage stage) {
    int[] ends = stage.ends(to - from);
    int[][] rows = this.rows;
    int end = 0;
    for (int sequence = from; sequence < to; sequence++) {
      int[] row = rows[sequence];
      int length = row == null ? 0 : row.length;
      if (length > tokens - end && sequence > from) {
        return sequence - from;
      }
      if (row == null) {
        stage.missing();
      }
      stage.checkLength(length, sequence);
      end += length;
      ends[sequence - from] = end;
    }
    return to - from;
  }

  @Override
  void copy(int from, int to, TokenStage stage) {
    int[][] rows = this.rows;
    for (int sequence = from; sequence < to; sequence++) {
      int[] row = rows[sequence];
      if (row != null) {
        stage.add(row);
      }
    }
    stage.flush();
  }

  @Override
  boolean present(int sequence) {
    return rows[sequence] != null;
  }
}
