// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import java.util.Arrays;

/** A growing column of token sequences; the last one is open and can be edited. */
final class TokenArray {
  private int[] tokens;
  private int end;
  private final int[] offsets;
  private int sequences;

  TokenArray(int sequenceCapacity, int expectedTokens) {
    tokens = new int[expectedTokens];
    offsets = new int[sequenceCapacity + 1];
  }

  int[] tokens() {
    return Arrays.copyOf(tokens, end);
  }

  int[] offsets() {
    return offsets;
  }

  int openLength() {
    return end - offsets[sequences];
  }

  void endSequence() {
    offsets[++sequences] = end;
  }

  void append(int token) {
    reserve(1);
    tokens[end++] = token;
  }

  /** Appends the open sequence of another column. */
  void appendLastOf(TokenArray other) {
    int length = other.openLength();
    reserve(length);
    System.arraycopy(other.tokens, other.offsets[other.sequences], tokens, end, length);
    end += length;
  }

  int get(int position) {
    return tokens[offsets[sequences] + position];
  }

  void set(int position, int token) {
    tokens[offsets[sequences] + position] = token;
  }

  void insert(int position, int token) {
    reserve(1);
    int at = offsets[sequences] + position;
    System.arraycopy(tokens, at, tokens, at + 1, end - at);
    tokens[at] = token;
    end++;
  }

  void delete(int position) {
    int at = offsets[sequences] + position;
    System.arraycopy(tokens, at + 1, tokens, at, end - at - 1);
    end--;
  }

  private void reserve(int more) {
    if (end + more > tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.addExact(tokens.length, tokens.length / 2) + more);
    }
  }
}
