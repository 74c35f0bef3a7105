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
    grow(1);
    values[size++] = id;
  }

  /** Tokens of the sequence that is being written. */
  public int length() {
    return openLength();
  }

  /**
   * An array with room for more tokens from {@link #end()} on, for a reader that appends many at
   * once; valid until the next token is appended.
   */
  public int[] room(int tokens) {
    grow(tokens);
    return values;
  }

  /** Index of the next token in the array. */
  public int end() {
    return size;
  }

  /** Appends the tokens that were written into the array up to an index. */
  public void end(int index) {
    size = index;
  }

  void add(int[] source, int from, int length) {
    grow(length);
    System.arraycopy(source, from, values, size, length);
    size += length;
  }

  /** Tokens of all sequences; the first {@code size} are set. */
  int[] values() {
    return values;
  }

  private void grow(int extra) {
    if (extra > values.length - size) {
      values = Arrays.copyOf(values, grown(size, extra));
    }
  }
}
