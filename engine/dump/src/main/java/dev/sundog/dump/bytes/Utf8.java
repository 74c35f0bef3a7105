// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

/** Checks and decodes UTF-8, one code point at a time. */
public final class Utf8 {
  private Utf8() {}

  /** Length of the sequence at an index, in bytes; 0 if it is invalid (Unicode, table 3-7). */
  public static int sequence(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = length(bytes[at]);
    if (first < 0xC2 || first > 0xF4 || at + length > end) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    boolean sound =
        switch (first) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return sound ? length : 0;
  }

  /** Index of the first invalid sequence, or −1. */
  public static int firstInvalid(byte[] bytes, int from, int end) {
    for (int at = from; at < end; ) {
      int length = sequence(bytes, at, end);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  /** Length of a valid sequence by its first byte. */
  public static int length(byte first) {
    return first >= 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
  }

  /** The code point of a valid sequence. */
  public static int codePoint(byte[] utf8, int at, int length) {
    int point = length == 1 ? utf8[at] : utf8[at] & (0x7F >>> length);
    for (int i = 1; i < length; i++) {
      point = (point << 6) | (utf8[at + i] & 0x3F);
    }
    return point;
  }
}
