// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import java.util.Arrays;

/**
 * Token ids of one side of a batch, appended by a reader without a copy in between: {@link
 * BatchAppender#predictionTokens()} and {@link BatchAppender#referenceTokens()}. Not thread-safe.
 */
public final class TokenBuffer extends Staging {
  private int[] values = new int[4096];

  TokenBuffer() {}

  /** Appends a token to the sequence that is being written. */
  public void add(int id) {
    room(1);
    values[size++] = id;
  }

  /** Tokens of the sequence that is being written. */
  public int length() {
    return openLength();
  }

  void add(int[] source, int from, int length) {
    room(length);
    System.arraycopy(source, from, values, size, length);
    size += length;
  }

  /** Tokens of all sequences; the first {@code size} are set. */
  int[] values() {
    return values;
  }

  private void room(int extra) {
    if (extra > values.length - size) {
      values = Arrays.copyOf(values, grown(size, extra));
    }
  }
}
