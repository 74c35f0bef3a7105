// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.bytes.VectorMasks;

/**
 * Reads arrays of token ids, 64 bytes at a time: bit masks mark where numbers begin and end, and
 * each number is one load of eight bytes (see {@link JsonLiterals#eightDigits}). Commas may be
 * followed by one space. Everything else is left to {@link JsonLiterals#ids}.
 */
final class VectorIds {
  /** A number has at least one digit and a comma. */
  private static final int MOST_NUMBERS = VectorMasks.BYTES / 2;

  private static final int LOADED_BYTES = VectorMasks.BYTES + Long.BYTES;

  private VectorIds() {}

  /**
   * Appends ids from one of them to the end of the array.
   *
   * @return whether the array has ended; if not, the cursor is before the next id
   */
  static boolean read(JsonCursor cursor, TokenBuffer ids, int limit) {
    byte[] bytes = cursor.bytes;
    int at = cursor.at;
    while (at + LOADED_BYTES <= bytes.length && ids.length() <= limit - MOST_NUMBERS) {
      long others = VectorMasks.notDigit(bytes, at);
      long commas = VectorMasks.equal(bytes, at, (byte) ',');
      long odd = others & ~commas;
      if ((odd & -odd & (commas << 1)) != 0) {
        odd &= ~(VectorMasks.equal(bytes, at, (byte) ' ') & (commas << 1));
      }
      long closing = odd & -odd;
      long ends = others & ~(others << 1 | 1) & (closing | (closing - 1));
      int next = Long.SIZE - Long.numberOfLeadingZeros(ends);
      long part = -1L >>> -next;
      if (next == 0
          || at + next > cursor.end
          || ((commas | closing) & part) != ends
          || (ends & closing) != closing
          || (closing != 0 && bytes[at + next - 1] != ']')
          || hasLongNumber(~others & part)
          || hasLeadingZero(VectorMasks.equal(bytes, at, (byte) '0') & part, others)) {
        break;
      }
      append(bytes, at, ~others & (others << 1 | 1), ends, ids);
      at += next;
      if (closing != 0) {
        cursor.at = at;
        return true;
      }
      at += bytes[at] == ' ' ? 1 : 0;
    }
    cursor.at = at;
    return false;
  }

  /** Whether nine digits follow one another. */
  private static boolean hasLongNumber(long digits) {
    long two = digits & (digits >>> 1);
    long four = two & (two >>> 2);
    return (four & (four >>> 4) & (digits >>> 8)) != 0;
  }

  private static boolean hasLeadingZero(long zeros, long others) {
    return (zeros & (others << 1 | 1) & ~(others >>> 1)) != 0;
  }

  private static void append(byte[] bytes, int at, long starts, long ends, TokenBuffer ids) {
    int[] values = ids.room(MOST_NUMBERS);
    int size = ids.end();
    long begin = starts;
    for (long end = ends; end != 0; end &= end - 1, begin &= begin - 1) {
      int from = Long.numberOfTrailingZeros(begin);
      int digits = Long.numberOfTrailingZeros(end) - from;
      long word = Swar.load(bytes, at + from) ^ JsonLiterals.ZEROS;
      values[size++] = JsonLiterals.eightDigits(word << (Long.SIZE - Byte.SIZE * digits));
    }
    ids.end(size);
  }
}
