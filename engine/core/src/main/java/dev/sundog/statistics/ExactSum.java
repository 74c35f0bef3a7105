// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Sum of float64 values without any rounding: the bits of every value are added into a fixed-point
 * number wide enough for all of them, kept as 64-bit words that hold 32 bits each, so that carries
 * are rare. The order of additions and merges has no influence on the result.
 *
 * <p>Neal, R. M., "Fast exact summation using small and large superaccumulators", 2015 (the small
 * one).
 */
public final class ExactSum {
  /** Exponent of the lowest bit: the smallest subnormal is 2^−1074, rounded down to whole words. */
  private static final int LOWEST_EXPONENT = -1088;

  /** Number of words. */
  public static final int WORDS = (1024 - LOWEST_EXPONENT) / 32 + 3;

  private static final long LOW_BITS = 0xFFFF_FFFFL;

  /** Additions after which words might overflow: each adds less than 2^32 to a word of 63 bits. */
  private static final int ADDITIONS_BETWEEN_CARRIES = 1 << 30;

  private final long[] words = new long[WORDS];
  private int additions;

  /** A sum of nothing: 0. */
  public ExactSum() {}

  /**
   * Adds a value.
   *
   * @throws IllegalArgumentException if it is NaN or infinite
   */
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7FF;
    if (biased == 0x7FF) {
      throw new IllegalArgumentException("can't add " + value);
    }
    long mantissa = bits & 0xF_FFFF_FFFF_FFFFL;
    int exponent = biased == 0 ? -1074 : biased - 1075;
    if (biased != 0) {
      mantissa |= 1L << 52;
    }
    addScaled(mantissa, exponent - LOWEST_EXPONENT, bits < 0);
  }

  /** Adds the product of two values without rounding (as long as it does not underflow). */
  public void addProduct(double a, double b) {
    double high = a * b;
    add(high);
    add(Math.fma(a, b, -high));
  }

  /** Adds a whole number. */
  public void add(long value) {
    addWhole(value, 0);
  }

  /**
   * Adds a whole number of units of 2^exponent.
   *
   * @param exponent −1074 to 960
   */
  public void addWhole(long units, int exponent) {
    long magnitude = Math.abs(units);
    int shift = exponent - LOWEST_EXPONENT;
    addScaled(magnitude & LOW_BITS, shift, units < 0);
    addScaled(magnitude >>> 32, shift + 32, units < 0);
  }

  /** Adds another sum. */
  public void add(ExactSum other) {
    other.carry();
    carry();
    for (int word = 0; word < WORDS; word++) {
      words[word] += other.words[word];
    }
    carry();
  }

  /**
   * The sum as words of 32 bits, the lowest (of 2^−1088) first; the last one has the sign. Equal
   * sums have equal words.
   */
  public long[] toWords() {
    carry();
    return words.clone();
  }

  /**
   * A sum from the words of {@link #toWords}.
   *
   * @throws IllegalArgumentException if a word is out of range
   */
  public static ExactSum ofWords(long[] words) {
    if (words.length != WORDS) {
      throw new IllegalArgumentException(words.length + " words of a sum, expected " + WORDS);
    }
    for (int word = 0; word < WORDS; word++) {
      long value = words[word];
      if (word < WORDS - 1 ? (value & LOW_BITS) != value : value != (int) value) {
        throw new IllegalArgumentException("word " + word + " of a sum is " + value);
      }
    }
    ExactSum sum = new ExactSum();
    System.arraycopy(words, 0, sum.words, 0, WORDS);
    return sum;
  }

  /** The exact sum. */
  public BigDecimal value() {
    carry();
    BigInteger whole = BigInteger.ZERO;
    for (int word = WORDS - 1; word >= 0; word--) {
      whole = whole.shiftLeft(32).add(BigInteger.valueOf(words[word]));
    }
    if (whole.signum() == 0) {
      return BigDecimal.ZERO;
    }
    int zeros = whole.getLowestSetBit();
    int exponent = zeros + LOWEST_EXPONENT;
    BigDecimal odd = new BigDecimal(whole.shiftRight(zeros));
    return exponent >= 0
        ? odd.multiply(new BigDecimal(BigInteger.TWO.pow(exponent)))
        : odd.divide(new BigDecimal(BigInteger.TWO.pow(-exponent)));
  }

  /** Adds {@code magnitude · 2^shift} in units of the lowest bit; magnitude below 2^53. */
  private void addScaled(long magnitude, int shift, boolean negative) {
    if (additions == ADDITIONS_BETWEEN_CARRIES) {
      carry();
    }
    additions++;
    int word = shift >>> 5;
    int bit = shift & 31;
    long low = magnitude << bit;
    long high = bit == 0 ? 0 : magnitude >>> (64 - bit);
    if (negative) {
      words[word] -= low & LOW_BITS;
      words[word + 1] -= low >>> 32;
      words[word + 2] -= high;
    } else {
      words[word] += low & LOW_BITS;
      words[word + 1] += low >>> 32;
      words[word + 2] += high;
    }
  }

  private void carry() {
    long carried = 0;
    for (int word = 0; word < WORDS - 1; word++) {
      long sum = words[word] + carried;
      words[word] = sum & LOW_BITS;
      carried = sum >> 32;
    }
    words[WORDS - 1] += carried;
    additions = 0;
  }
}
