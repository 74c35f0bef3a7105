// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.sundog.batch.TokenColumn;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bit-parallel Levenshtein distance in plain Java: {@link HyyroRecurrence}, one column per step,
 * about 12 operations for 64 rows.
 */
final class ScalarEditDistance {
  private static final int STRIP_WORDS = 8;
  private static final int STRIP_ROWS = 64 * STRIP_WORDS;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** Longest side of a short pair: two words hold 8 tokens of 16 bits. */
  private static final int SHORT_TOKENS = 8;

  /** Multiplying by this repeats a token of 16 bits four times. */
  private static final long FOUR_TOKENS = 0x0001_0001_0001_0001L;

  private static final long SIGNS = 0x8000_8000_8000_8000L;

  /** Multiplying by this moves bits 0, 16, 32, 48 to 48..51 and bits 4, 20, 36, 52 to 52..55. */
  private static final long GATHER = 1L << 48 | 1L << 33 | 1L << 18 | 1L << 3;

  private ScalarEditDistance() {}

  static void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    boolean packed = predictions.width() == Short.BYTES && LITTLE_ENDIAN;
    for (int pair = 0; pair < predictions.count(); pair++) {
      int m = predictions.length(pair);
      out[pair] =
          packed && Math.max(m, references.length(pair)) <= SHORT_TOKENS
              ? shortDistance(predictions, references, pair, m)
              : distance(predictions, references, pair, scratch);
    }
  }

  /**
   * Distance of two sides of at most 8 tokens of 16 bits. Each text token is compared with all
   * pattern tokens at once, four to a word: no hash table, and no branch on the tokens. Tokens past
   * the prediction's end only set bits beyond its last row.
   */
  private static int shortDistance(
      TokenColumn predictions, TokenColumn references, int pair, int m) {
    long p = Short.BYTES * predictions.offset(pair);
    long r = Short.BYTES * references.offset(pair);
    int n = references.length(pair);
    long low = predictions.values().get(JAVA_LONG_UNALIGNED, p);
    long high = predictions.values().get(JAVA_LONG_UNALIGNED, p + Long.BYTES);
    long text = references.values().get(JAVA_LONG_UNALIGNED, r);
    long rest = references.values().get(JAVA_LONG_UNALIGNED, r + Long.BYTES);
    long vp = -1L;
    long vn = 0;
    for (int column = 0; column < n; column++) {
      long token = (text & 0xFFFF) * FOUR_TOKENS;
      text = text >>> 16 | rest << 48;
      rest >>>= 16;
      long equal = signOfZero(low ^ token) >>> 15 | signOfZero(high ^ token) >>> 11;
      long match = (equal * GATHER) >>> 48;
      long d0 = HyyroRecurrence.d0(match, vp, vn);
      long hpAbove = HyyroRecurrence.hp(d0, vp, vn) << 1 | 1;
      long hnAbove = HyyroRecurrence.hn(d0, vp) << 1;
      vp = HyyroRecurrence.vp(d0, hpAbove, hnAbove);
      vn = HyyroRecurrence.vn(d0, hpAbove);
    }
    return HyyroRecurrence.distance(n, vp, vn, (1L << m) - 1);
  }

  /** Sets the highest bit of each of four tokens of 16 bits that is zero. */
  private static long signOfZero(long tokens) {
    return ~(((tokens & ~SIGNS) + ~SIGNS) | tokens | ~SIGNS);
  }

  /** Distance of one pair: the common ends are trimmed, then the shorter side is the pattern. */
  static int distance(
      TokenColumn predictions, TokenColumn references, int pair, KernelScratch scratch) {
    long p = predictions.offset(pair);
    long r = references.offset(pair);
    int m = predictions.length(pair);
    int n = references.length(pair);
    int shorter = Math.min(m, n);
    int prefix = ScalarTrimming.commonPrefix(predictions, p, references, r, shorter);
    int suffix =
        ScalarTrimming.commonSuffix(predictions, p + m, references, r + n, shorter - prefix);
    m -= prefix + suffix;
    n -= prefix + suffix;
    if (m == 0 || n == 0) {
      return m + n;
    }
    return m <= n
        ? distance(predictions, p + prefix, m, references, r + prefix, n, scratch)
        : distance(references, r + prefix, n, predictions, p + prefix, m, scratch);
  }

  private static int distance(
      TokenColumn patterns,
      long p,
      int m,
      TokenColumn texts,
      long t,
      int n,
      KernelScratch scratch) {
    MatchMasks masks = scratch.matchMasks();
    if (m <= 64) {
      masks.build(patterns, p, m);
      return oneWord(masks, m, texts, t, n);
    }
    return strips(masks, patterns, p, m, texts, t, n, scratch);
  }

  private static int oneWord(MatchMasks masks, int m, TokenColumn texts, long t, int n) {
    long vp = -1L;
    long vn = 0;
    for (int column = 0; column < n; column++) {
      long match = masks.word(masks.row(texts.value(t + column)), 0);
      long d0 = HyyroRecurrence.d0(match, vp, vn);
      long hpAbove = HyyroRecurrence.hp(d0, vp, vn) << 1 | 1;
      long hnAbove = HyyroRecurrence.hn(d0, vp) << 1;
      vp = HyyroRecurrence.vp(d0, hpAbove, hnAbove);
      vn = HyyroRecurrence.vn(d0, hpAbove);
    }
    return HyyroRecurrence.distance(n, vp, vn, HyyroRecurrence.lastRows(m));
  }

  /**
   * Patterns of several words, in strips of {@link #STRIP_WORDS} words, so that the match masks
   * need memory for a strip and not for the pattern. The horizontal deltas of every column are kept
   * from each strip for the next.
   */
  private static int strips(
      MatchMasks masks,
      TokenColumn patterns,
      long p,
      int m,
      TokenColumn texts,
      long t,
      int n,
      KernelScratch scratch) {
    byte[] horizontal = scratch.horizontal(n);
    Arrays.fill(horizontal, 0, n, HyyroRecurrence.RISES);
    long[] vertical = scratch.vertical(2 * STRIP_WORDS);
    int distance = n;
    for (int from = 0; from < m; from += STRIP_ROWS) {
      int rows = Math.min(STRIP_ROWS, m - from);
      int words = (rows + 63) >>> 6;
      masks.build(patterns, p + from, rows);
      for (int word = 0; word < words; word++) {
        vertical[2 * word] = -1L;
        vertical[2 * word + 1] = 0;
      }
      for (int column = 0; column < n; column++) {
        Cancellation.check(column);
        int row = masks.row(texts.value(t + column));
        horizontal[column] =
            HyyroRecurrence.column(masks, row, words, vertical, 0, 0, horizontal[column]);
      }
      for (int word = 0; word < words; word++) {
        long used = word < words - 1 ? -1L : HyyroRecurrence.lastRows(rows);
        distance =
            HyyroRecurrence.distance(distance, vertical[2 * word], vertical[2 * word + 1], used);
      }
    }
    return distance;
  }
}
