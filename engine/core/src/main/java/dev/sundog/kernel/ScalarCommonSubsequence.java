// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.TokenColumn;
import java.util.Arrays;

/**
 * Bit-parallel length of the longest common subsequence: 64 rows per word, one column per step.
 *
 * <p>Hyyrö, H., "Bit-parallel LCS-length computation revisited", 2004. A zero bit of S marks a row
 * at which the length increases by one.
 */
final class ScalarCommonSubsequence {
  private static final int STRIP_WORDS = 8;
  private static final int STRIP_ROWS = 64 * STRIP_WORDS;

  private ScalarCommonSubsequence() {}

  static void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    for (int pair = 0; pair < predictions.count(); pair++) {
      out[pair] = length(predictions, references, pair, scratch);
    }
  }

  private static int length(
      TokenColumn predictions, TokenColumn references, int pair, KernelScratch scratch) {
    long p = predictions.offset(pair);
    long r = references.offset(pair);
    int m = predictions.length(pair);
    int n = references.length(pair);
    int shorter = Math.min(m, n);
    int prefix = ScalarTrimming.commonPrefix(predictions, p, references, r, shorter);
    int suffix =
        ScalarTrimming.commonSuffix(predictions, p + m, references, r + n, shorter - prefix);
    int shared = prefix + suffix;
    p += prefix;
    r += prefix;
    m -= shared;
    n -= shared;
    if (m == 0 || n == 0) {
      return shared;
    }
    return m <= n
        ? shared + strips(predictions, p, m, references, r, n, scratch)
        : shared + strips(references, r, n, predictions, p, m, scratch);
  }

  /** The pattern in strips; the carry of each column's addition is kept for the next strip. */
  private static int strips(
      TokenColumn patterns,
      long p,
      int m,
      TokenColumn texts,
      long t,
      int n,
      KernelScratch scratch) {
    MatchMasks masks = scratch.matchMasks();
    byte[] carries = scratch.horizontal(n);
    Arrays.fill(carries, 0, n, (byte) 0);
    long[] state = scratch.vertical(STRIP_WORDS);
    int length = 0;
    for (int from = 0; from < m; from += STRIP_ROWS) {
      int rows = Math.min(STRIP_ROWS, m - from);
      int words = (rows + 63) >>> 6;
      masks.build(patterns, p + from, rows);
      Arrays.fill(state, 0, words, -1L);
      for (int column = 0; column < n; column++) {
        Cancellation.check(column);
        int row = masks.row(texts.value(t + column));
        carries[column] = step(masks, row, words, state, carries[column]);
      }
      for (int word = 0; word < words; word++) {
        long used = word < words - 1 ? -1L : HyyroRecurrence.lastRows(rows);
        length += Long.bitCount(~state[word] & used);
      }
    }
    return length;
  }

  /** {@code S' = (S + (S & M)) | (S & ~M)}, with the carry of each word added to the next. */
  private static byte step(MatchMasks masks, int row, int words, long[] state, byte carryIn) {
    long carry = carryIn;
    for (int word = 0; word < words; word++) {
      long s = state[word];
      long match = masks.word(row, word);
      long matched = s & match;
      long partial = s + matched;
      long sum = partial + carry;
      boolean over = Long.compareUnsigned(partial, s) < 0 || Long.compareUnsigned(sum, partial) < 0;
      carry = over ? 1 : 0;
      state[word] = sum | (s & ~match);
    }
    return (byte) carry;
  }
}
