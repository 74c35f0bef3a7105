// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.bytes.Utf8;
import dev.sundog.dump.bytes.VectorMasks;
import java.util.Arrays;

/** Parses strings: eight ASCII bytes at a time, with UTF-8 checked and escapes resolved. */
final class JsonStrings {
  private static final long SPACES = Swar.each(' ');
  private static final long QUOTES = Swar.each('"');
  private static final long BACKSLASHES = Swar.each('\\');

  private final JsonCursor cursor;
  private byte[] unescaped = new byte[256];

  JsonStrings(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** Skips a string, from its opening quote. */
  void skip() {
    cursor.at++;
    while (plain() != '"') {
      escape(cursor.at);
    }
    cursor.at++;
  }

  /** Reads a string, from its opening quote, into the cursor's text. */
  void read() {
    int begin = ++cursor.at;
    if (plain() == '"') {
      cursor.span(cursor.bytes, begin, cursor.at++ - begin);
      return;
    }
    int size = 0;
    while (true) {
      size = copy(begin, cursor.at, size);
      if (cursor.bytes[cursor.at] == '"') {
        break;
      }
      size = unescape(size);
      begin = cursor.at;
      plain();
    }
    cursor.at++;
    cursor.span(unescaped, 0, size);
  }

  /** Moves to the next quote or backslash and returns it. */
  private byte plain() {
    byte[] bytes = cursor.bytes;
    int end = cursor.end;
    int at = cursor.at;
    while (true) {
      at = ordinaryEnd(bytes, at, end);
      if (at >= end) {
        cursor.at = end;
        throw cursor.malformed("unterminated string");
      }
      byte c = bytes[at];
      if (c == '"' || c == '\\') {
        cursor.at = at;
        return c;
      }
      if (c >= 0 && c < ' ') {
        throw cursor.malformedAt(at, "unescaped control character in a string");
      }
      at = c < 0 ? multibyteEnd(at, end) : at + 1;
    }
  }

  /** Index after code points that are not ASCII. */
  private int multibyteEnd(int from, int end) {
    int at = from;
    do {
      at += multibyte(at);
    } while (at < end && cursor.bytes[at] < 0);
    return at;
  }

  /** Index of the first byte from one on that may not be ordinary ASCII; it may be the last 7. */
  private int ordinaryEnd(byte[] bytes, int from, int end) {
    int at = from;
    if (cursor.vectors) {
      int last = bytes.length - VectorMasks.BYTES;
      for (; at <= last; at += VectorMasks.BYTES) {
        long special = VectorMasks.special(bytes, at);
        if (special != 0 || at >= end) {
          return Math.min(at + Long.numberOfTrailingZeros(special), end);
        }
      }
    }
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long word = Swar.load(bytes, at);
      long special =
          Swar.equal(word, QUOTES)
              | Swar.equal(word, BACKSLASHES)
              | Swar.belowOrNotAscii(word, SPACES);
      if (special != 0) {
        return at + Swar.first(special);
      }
    }
    return at;
  }

  private int multibyte(int at) {
    int length = Utf8.sequence(cursor.bytes, at, cursor.end);
    if (length == 0) {
      throw cursor.malformedAt(at, "invalid UTF-8");
    }
    return length;
  }

  /** Skips an escape sequence and returns its UTF-16 unit. */
  private int escape(int begin) {
    if (begin + 1 >= cursor.end) {
      throw cursor.malformedAt(cursor.end, "unterminated string");
    }
    cursor.at = begin + 2;
    return switch (cursor.bytes[begin + 1]) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex(begin);
      default -> throw cursor.malformedAt(begin, "unknown escape sequence in a string");
    };
  }

  private int hex(int begin) {
    int unit = 0;
    for (int at = begin + 2; at < begin + 6; at++) {
      int digit = at < cursor.end ? Character.digit((char) (cursor.bytes[at] & 0x7F), 16) : -1;
      if (digit < 0 || cursor.bytes[at] < 0) {
        throw cursor.malformedAt(begin, "expected four hexadecimal digits after \\u");
      }
      unit = (unit << 4) | digit;
    }
    cursor.at = begin + 6;
    return unit;
  }

  private int copy(int from, int to, int size) {
    room(size + to - from);
    System.arraycopy(cursor.bytes, from, unescaped, size, to - from);
    return size + to - from;
  }

  private void room(int size) {
    if (size + 4 > unescaped.length) {
      unescaped = Arrays.copyOf(unescaped, size + (size >> 1) + 4);
    }
  }

  private int unescape(int size) {
    int begin = cursor.at;
    int point = escape(begin);
    if (Character.isSurrogate((char) point)) {
      point = pair(begin, point);
    }
    room(size);
    byte[] out = unescaped;
    if (point < 0x80) {
      out[size] = (byte) point;
      return size + 1;
    }
    int length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (int i = length - 1; i > 0; i--, point >>>= 6) {
      out[size + i] = (byte) (0x80 | (point & 0x3F));
    }
    out[size] = (byte) (((0xF00 >>> length) & 0xFF) | point);
    return size + length;
  }

  private int pair(int begin, int high) {
    int next = cursor.at;
    if (Character.isHighSurrogate((char) high)
        && next + 1 < cursor.end
        && cursor.bytes[next] == '\\'
        && cursor.bytes[next + 1] == 'u') {
      int low = escape(next);
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) high, (char) low);
      }
    }
    throw cursor.malformedAt(begin, "unpaired surrogate in a string");
  }
}
