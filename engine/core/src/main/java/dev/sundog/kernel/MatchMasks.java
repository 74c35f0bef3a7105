// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.util.Arrays;

/**
 * Match masks of one pattern: for each token, a bit per position of the pattern that holds it, 64
 * positions per word. A hash table with open addressing maps a token to its row of masks; row 0 is
 * all zeros, for tokens that the pattern does not hold. A slot is in use if it has the current
 * stamp, so that starting a pattern needs no clearing.
 */
final class MatchMasks {
  private int[] keys = new int[256];
  private int[] rows = new int[256];
  private int[] stamps = new int[256];
  private int stamp;
  private long[] words = new long[256];
  private int wordsPerRow;
  private int rowCount;

  /** Builds the masks of {@code length} tokens of a column, from the index {@code from}. */
  void build(TokenColumn column, long from, int length) {
    int slots = Math.max(256, Integer.highestOneBit(Math.max(length, 1)) << 2);
    if (keys.length < slots) {
      keys = new int[slots];
      rows = new int[slots];
      stamps = new int[slots];
      stamp = 0;
    }
    if (++stamp == 0) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
    wordsPerRow = (length + 63) >>> 6;
    rowCount = 0;
    addRow();
    for (int position = 0; position < length; position++) {
      int row = rowFor(column.value(from + position));
      words[row * wordsPerRow + (position >>> 6)] |= 1L << position;
    }
  }

  /** Row of a token's masks; 0 if the pattern does not hold it. */
  int row(int token) {
    int slot = slot(token);
    return stamps[slot] == stamp ? rows[slot] : 0;
  }

  /** One word of a row: bit r is set where token {@code 64 · word + r} of the pattern matches. */
  long word(int row, int word) {
    return words[row * wordsPerRow + word];
  }

  private int rowFor(int token) {
    int slot = slot(token);
    if (stamps[slot] != stamp) {
      stamps[slot] = stamp;
      keys[slot] = token;
      rows[slot] = rowCount;
      addRow();
    }
    return rows[slot];
  }

  /** The slot that holds a token, or the empty slot for it. */
  private int slot(int token) {
    int mask = keys.length - 1;
    int hash = token * 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & mask;
    while (stamps[slot] == stamp && keys[slot] != token) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void addRow() {
    int from = rowCount * wordsPerRow;
    int to = Math.addExact(from, wordsPerRow);
    if (words.length < to) {
      words = Arrays.copyOf(words, Math.max(to, 2 * words.length));
    }
    Arrays.fill(words, from, to, 0);
    rowCount++;
  }
}
