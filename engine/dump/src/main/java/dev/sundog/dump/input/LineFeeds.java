// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.dump.bytes.Swar;

/** Searches for line feeds, several bytes at a time. */
final class LineFeeds {
  private static final long LOW_BITS = ~Swar.HIGH_BITS;
  private static final long EACH = Swar.each('\n');

  private LineFeeds() {}

  /** Number of line feeds in a part of an array. */
  static long count(byte[] bytes, int from, int to) {
    long count = 0;
    int index = from;
    for (; index + Long.BYTES <= to; index += Long.BYTES) {
      long different = Swar.load(bytes, index) ^ EACH;
      long nonzero = ((different & LOW_BITS) + LOW_BITS) | different;
      count += Long.bitCount(~nonzero & Swar.HIGH_BITS);
    }
    for (; index < to; index++) {
      count += bytes[index] == '\n' ? 1 : 0;
    }
    return count;
  }

  /** Index of the last line feed in a part of an array; {@code from} − 1 if there is none. */
  static int last(byte[] bytes, int from, int to) {
    int index = to - 1;
    while (index >= from && bytes[index] != '\n') {
      index--;
    }
    return index;
  }
}
