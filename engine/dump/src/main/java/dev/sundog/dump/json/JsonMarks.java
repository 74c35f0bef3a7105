// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.dump.bytes.Swar;
import java.util.Arrays;

/**
 * The brackets outside strings in 64 bytes of JSON, one bit per byte, the first byte lowest
 * (Langdale and Lemire 2019, "Parsing gigabytes of JSON per second", section 3.1). Not thread-safe.
 */
final class JsonMarks {
  /** Bytes of a step. */
  static final int BYTES = 64;

  private static final long QUOTES = Swar.each('"');
  private static final long BACKSLASHES = Swar.each('\\');
  private static final long OPENING_BRACES = Swar.each('{');
  private static final long CLOSING_BRACES = Swar.each('}');

  /** The bit in which a brace differs from a square bracket. */
  private static final long BRACE_BITS = Swar.each(' ');

  private static final long LOW_BITS = ~Swar.HIGH_BITS;

  /** Moves the lowest bit of byte {@code i} to bit 56 + {@code i}. */
  private static final long GATHER = 0x0102040810204080L;

  private final byte[] tail = new byte[BYTES];
  private long opening;
  private long closing;

  /** All bits if the next byte is inside a string. */
  private long inString;

  /** Whether the next byte comes after a backslash that is not escaped itself. */
  private boolean escaped;

  /** Begins outside strings. */
  void begin() {
    inString = 0;
    escaped = false;
  }

  /** Opening brackets. */
  long opening() {
    return opening;
  }

  /** Closing brackets. */
  long closing() {
    return closing;
  }

  /** Whether the last byte is inside a string. */
  boolean inString() {
    return inString != 0;
  }

  /** Takes the next 64 bytes, or fewer at the end of the document. */
  void load(byte[] bytes, int at, int length) {
    if (length == BYTES) {
      load(bytes, at);
    } else {
      System.arraycopy(bytes, at, tail, 0, length);
      Arrays.fill(tail, length, BYTES, (byte) 0);
      load(tail, 0);
    }
  }

  private void load(byte[] bytes, int at) {
    long quotes = 0;
    long backslashes = 0;
    long open = 0;
    long close = 0;
    for (int shift = 0; shift < BYTES; shift += Long.BYTES) {
      long word = Swar.load(bytes, at + shift);
      long braces = word | BRACE_BITS;
      quotes |= zeros(word ^ QUOTES) << shift;
      backslashes |= zeros(word ^ BACKSLASHES) << shift;
      open |= zeros(braces ^ OPENING_BRACES) << shift;
      close |= zeros(braces ^ CLOSING_BRACES) << shift;
    }
    if (backslashes != 0 || escaped) {
      quotes &= ~afterBackslashes(backslashes);
    }
    long inside = parity(quotes) ^ inString;
    inString = inside >> (Long.SIZE - 1);
    opening = open & ~inside;
    closing = close & ~inside;
  }

  /** A bit for each of eight bytes that is 0. */
  private static long zeros(long word) {
    long nonzero = ((word & LOW_BITS) + LOW_BITS) | word;
    return (((~nonzero & Swar.HIGH_BITS) >>> 7) * GATHER) >>> 56;
  }

  /** Bytes that a backslash escapes. */
  private long afterBackslashes(long backslashes) {
    long after = escaped ? 1 : 0;
    long left = backslashes & ~after;
    escaped = false;
    while (left != 0) {
      int index = Long.numberOfTrailingZeros(left);
      escaped = index == Long.SIZE - 1;
      after |= escaped ? 0 : 2L << index;
      left &= ~(3L << index);
    }
    return after;
  }

  /** For each bit, whether the number of bits up to it is odd. */
  private static long parity(long bits) {
    long parity = bits;
    for (int distance = 1; distance < Long.SIZE; distance *= 2) {
      parity ^= parity << distance;
    }
    return parity;
  }
}
