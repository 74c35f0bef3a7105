package dev.sundog.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.sundog.batch.TokenColumn;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bit-parallel Levenshtein distance in plain Java: 64 rows of the matrix per word, one column per
 * step, about 12 operations a word.
 *
 * <p>Hyyrö, H., "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
 * 2003; Myers, G., "A fast bit-vector algorithm for approximate string matching based on dynamic
 * programming", 1999. VP and VN mark rows where the matrix rises or falls by one from the row
 * above, HP and HN the same from the column before, D0 where the diagonal step is free.
 */
final class ScalarEditDistance {
  private static final int STRIP_WORDS = 8;
  private static final int STRIP_ROWS = 64 * STRIP_WORDS;
  private static final byte RISES = 1;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** Tokens of 16 bits that two words hold. */
  private static final int TINY = 8;

  private static final long EACH_TOKEN = 0x0001_0001_0001_0001L;
  private static final long SIGNS = 0x8000_8000_8000_8000L;

  /** Brings bits 0, 16, 32 and 48 to 48 to 51, and bits 4, 20, 36 and 52 to 52 to 55. */
  private static final long GATHER = 1L << 48 | 1L << 33 | 1L << 18 | 1L << 3;

  private ScalarEditDistance() {}

  static void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    boolean tiny = predictions.width() == Short.BYTES && LITTLE_ENDIAN;
    for (int pair = 0; pair < predictions.count(); pair++) {
      int m = predictions.length(pair);
      out[pair] =
          tiny && Math.max(m, references.length(pair)) <= TINY
              ? tiny(predictions, references, pair, m)
              : distance(predictions, references, pair, scratch);
    }
  }

  /**
   * Sides of at most 8 tokens of 16 bits, which are not worth trimming. All rows are compared at
   * once, four to a word: no table, and no branch on what the pair holds. What lies behind the
   * prediction's end only sets bits above its last row.
   */
  private static int tiny(TokenColumn predictions, TokenColumn references, int pair, int m) {
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
      long token = (text & 0xFFFF) * EACH_TOKEN;
      text = text >>> 16 | rest << 48;
      rest >>>= 16;
      long same = signOfZero(low ^ token) >>> 15 | signOfZero(high ^ token) >>> 11;
      long match = (same * GATHER) >>> 48;
      long d0 = (((match & vp) + vp) ^ vp) | match | vn;
      long hp = vn | ~(d0 | vp);
      long hn = d0 & vp;
      hp = hp << 1 | 1;
      hn <<= 1;
      vp = hn | ~(d0 | hp);
      vn = hp & d0;
    }
    return score(vp, vn, (1L << m) - 1, n);
  }

  /** Of each of four tokens of 16 bits the highest bit, where the token is zero. */
  private static long signOfZero(long tokens) {
    return ~(((tokens & ~SIGNS) + ~SIGNS) | tokens | ~SIGNS);
  }

  /**
   * The distance of one pair: trim what they share at both ends, then the shorter is the pattern.
   */
  static int distance(
      TokenColumn predictions, TokenColumn references, int pair, KernelScratch scratch) {
    long p = predictions.offset(pair);
    long r = references.offset(pair);
    int m = predictions.length(pair);
    int n = references.length(pair);
    while (m > 0 && n > 0 && predictions.value(p) == references.value(r)) {
      p++;
      r++;
      m--;
      n--;
    }
    while (m > 0 && n > 0 && predictions.value(p + m - 1) == references.value(r + n - 1)) {
      m--;
      n--;
    }
    if (m == 0 || n == 0) {
      return m + n;
    }
    return m <= n
        ? distance(predictions, p, m, references, r, n, scratch)
        : distance(references, r, n, predictions, p, m, scratch);
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
      long d0 = (((match & vp) + vp) ^ vp) | match | vn;
      long hp = vn | ~(d0 | vp);
      long hn = d0 & vp;
      hp = hp << 1 | 1;
      hn <<= 1;
      vp = hn | ~(d0 | hp);
      vn = hp & d0;
    }
    return score(vp, vn, lastRows(m), n);
  }

  /**
   * Patterns of several words, in strips of {@link #STRIP_WORDS} words: masks then take memory by
   * the strip, not by the pattern. Between strips, the horizontal deltas of every column are kept.
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
    Arrays.fill(horizontal, 0, n, RISES);
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
        int row = masks.row(texts.value(t + column));
        horizontal[column] = step(masks, row, words, vertical, horizontal[column]);
      }
      for (int word = 0; word < words; word++) {
        long used = word < words - 1 ? -1L : lastRows(rows);
        distance = score(vertical[2 * word], vertical[2 * word + 1], used, distance);
      }
    }
    return distance;
  }

  /**
   * One column through all words of a strip; horizontal deltas carry from each word into the next.
   *
   * @param above the horizontal delta above the strip: 1 where it rises, 2 where it falls, else 0
   * @return the horizontal delta at the strip's last row
   */
  private static byte step(MatchMasks masks, int row, int words, long[] vertical, byte above) {
    long hpCarry = above & RISES;
    long hnCarry = (above >>> 1) & 1L;
    for (int word = 0; word < words; word++) {
      long vp = vertical[2 * word];
      long vn = vertical[2 * word + 1];
      long match = masks.word(row, word) | hnCarry;
      long d0 = (((match & vp) + vp) ^ vp) | match | vn;
      long hp = vn | ~(d0 | vp);
      long hn = d0 & vp;
      long hpShifted = hp << 1 | hpCarry;
      long hnShifted = hn << 1 | hnCarry;
      hpCarry = hp >>> 63;
      hnCarry = hn >>> 63;
      vertical[2 * word] = hnShifted | ~(d0 | hpShifted);
      vertical[2 * word + 1] = hpShifted & d0;
    }
    return (byte) (hpCarry | hnCarry << 1);
  }

  /** Adds the vertical deltas of the given rows to the score above them. */
  private static int score(long vp, long vn, long rows, int above) {
    return above + Long.bitCount(vp & rows) - Long.bitCount(vn & rows);
  }

  /** The rows that the last word of a pattern of {@code m > 0} tokens uses. */
  private static long lastRows(int m) {
    return -1L >>> -m;
  }
}
