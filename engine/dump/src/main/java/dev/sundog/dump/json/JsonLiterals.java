// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sundog.batch.TokenBuffer;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.text.Numbers;

/** Parses literals: token ids eight digits at a time, decimal numbers, and words. */
final class JsonLiterals {
  static final long ZEROS = Swar.each('0');
  private static final long BEYOND_NINE = 0x7676767676767676L;
  private static final int LONGEST_EXACT = 19;
  private static final int LONGEST_SHOWN = 40;
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private JsonLiterals() {}

  /**
   * Reads an array of token ids from one of them on. Eight bytes are loaded at once. The first byte
   * that is not a digit ends the number; a shift puts zeros before its digits, and three
   * multiplications turn eight digits into their value (Lemire 2018, "Quickly parsing eight
   * digits").
   */
  static void ids(JsonCursor cursor, TokenBuffer ids, int limit) {
    byte[] bytes = cursor.bytes;
    int lastWord = Math.min(cursor.end - 1, bytes.length - Long.BYTES);
    int at = cursor.at;
    while (true) {
      if (ids.length() >= limit) {
        throw cursor.tooLong(limit);
      }
      if (at <= lastWord) {
        long word = Swar.load(bytes, at);
        long digits = word ^ ZEROS;
        int count = digits(word);
        boolean plain =
            count > 0
                && at + count + 1 < cursor.end
                && count < 8
                && ((digits & 0xFF) != 0 || count == 1);
        byte next = plain ? bytes[at + count] : 0;
        if (next == ',') {
          ids.add(eightDigits(digits << (64 - 8 * count)));
          at += count + 1;
          at += bytes[at] == ' ' ? 1 : 0;
          continue;
        }
        if (next == ']') {
          ids.add(eightDigits(digits << (64 - 8 * count)));
          cursor.at = at + count + 1;
          return;
        }
      }
      cursor.at = at;
      ids.add(id(cursor));
      if (!cursor.nextElement()) {
        return;
      }
      at = cursor.at;
    }
  }

  /** Number of digits that eight bytes begin with. */
  static int digits(long word) {
    long digits = word ^ ZEROS;
    return Swar.first(((digits + BEYOND_NINE) | digits) & Swar.HIGH_BITS);
  }

  /** The value of eight digits, the first in the lowest byte. */
  static int eightDigits(long digits) {
    long pairs = digits * 10 + (digits >>> 8);
    return (int)
        (((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                + ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L)
            >>> 32);
  }

  /** Reads any integer of 32 bits; slower, for white space and the last bytes of a record. */
  private static int id(JsonCursor cursor) {
    byte first = cursor.peek();
    int begin = cursor.at;
    if (first != '-' && (first < '0' || first > '9')) {
      throw cursor.malformed(
          first == '"'
              ? "expected a token id (an integer), found a string; write ids without quotes, or add"
                  + " .0 to the path to use the first of several texts"
              : "expected a token id (an integer)");
    }
    skipNumber(cursor);
    long value = 0;
    for (int at = first == '-' ? begin + 1 : begin; at < cursor.at; at++) {
      int digit = cursor.bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        throw cursor.malformedAt(begin, "token id " + text(cursor, begin) + " is not an integer");
      }
      value = value * 10 + digit;
      if (value > 1L << 31) {
        throw tooLarge(cursor, begin);
      }
    }
    value = first == '-' ? -value : value;
    if (value != (int) value) {
      throw tooLarge(cursor, begin);
    }
    return (int) value;
  }

  private static RuntimeException tooLarge(JsonCursor cursor, int begin) {
    return cursor.malformedAt(
        begin, "token id " + text(cursor, begin) + " is beyond the range of 32 bits");
  }

  /** Skips a literal such as null. */
  private static void word(JsonCursor cursor, String word) {
    for (int i = 0; i < word.length(); i++, cursor.at++) {
      if (cursor.at == cursor.end) {
        throw cursor.malformed("unexpected end of record");
      }
      if (cursor.bytes[cursor.at] != word.charAt(i)) {
        throw cursor.malformed("expected a JSON value");
      }
    }
  }

  /** The kind of value that begins with a byte, for errors; empty if none does. */
  static String kind(byte first) {
    return switch (first) {
      case '{' -> "an object";
      case '[' -> "an array";
      case '"' -> "a string";
      case 't', 'f' -> "a boolean";
      case 'n' -> "null";
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
      default -> "";
    };
  }

  /** Skips a number, true, false or null. */
  static void skip(JsonCursor cursor) {
    switch (cursor.at < cursor.end ? cursor.bytes[cursor.at] : 0) {
      case 't' -> word(cursor, "true");
      case 'f' -> word(cursor, "false");
      case 'n' -> word(cursor, "null");
      default -> skipNumber(cursor);
    }
  }

  private static void skipNumber(JsonCursor cursor) {
    byte[] bytes = cursor.bytes;
    int end = cursor.end;
    int at = cursor.at;
    if (at < end && bytes[at] == '-') {
      at++;
    }
    if (at < end && (bytes[at] == 'I' || bytes[at] == 'N')) {
      boolean infinite = bytes[at] == 'I';
      cursor.at = infinite ? at : cursor.at;
      word(cursor, infinite ? "Infinity" : "NaN");
      return;
    }
    int whole = at;
    at = digits(cursor, at);
    if (bytes[whole] == '0' && at > whole + 1) {
      throw cursor.malformedAt(whole, "a number must not have a leading zero");
    }
    if (at < end && bytes[at] == '.') {
      at = digits(cursor, at + 1);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      at += at < end && (bytes[at] == '+' || bytes[at] == '-') ? 1 : 0;
      at = digits(cursor, at);
    }
    cursor.at = at;
  }

  private static int digits(JsonCursor cursor, int from) {
    int at = from;
    while (at < cursor.end && cursor.bytes[at] >= '0' && cursor.bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw cursor.malformedAt(
          at, at == cursor.end ? "unexpected end of record" : "expected a JSON value");
    }
    return at;
  }

  /**
   * Reads a number, correctly rounded. Integers up to 2^53 and powers of ten up to 10^22 are exact
   * in float64, so their quotient is rounded once (Clinger 1990). All other numbers take the JDK's
   * parser.
   */
  static double number(JsonCursor cursor) {
    int begin = cursor.at;
    skipNumber(cursor);
    byte[] bytes = cursor.bytes;
    boolean negative = bytes[begin] == '-';
    long mantissa = 0;
    int scale = 0;
    boolean point = false;
    boolean exact = cursor.at - begin <= LONGEST_EXACT;
    for (int at = negative ? begin + 1 : begin; exact && at < cursor.at; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        scale += point ? 1 : 0;
      } else {
        point |= bytes[at] == '.';
        exact = bytes[at] == '.';
      }
    }
    if (exact && mantissa >= 0 && mantissa <= EXACT_MANTISSA && scale < EXACT_POWERS.length) {
      double value = mantissa / EXACT_POWERS[scale];
      return negative ? -value : value;
    }
    return slowly(cursor, begin);
  }

  /** Reads a string that holds a finite number, -inf or -Infinity. */
  static double quoted(JsonCursor cursor) {
    int begin = cursor.at;
    String text = cursor.scalarString();
    double value;
    try {
      value = Numbers.parse(text);
    } catch (NumberFormatException e) {
      throw cursor.malformedAt(begin, String.valueOf(e.getMessage()));
    }
    if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
      throw cursor.malformedAt(begin, Numbers.quote(text) + " is not a finite number or -inf");
    }
    return value;
  }

  private static double slowly(JsonCursor cursor, int begin) {
    String text = new String(cursor.bytes, begin, cursor.at - begin, ISO_8859_1);
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value) && !text.endsWith("Infinity")) {
      throw cursor.malformedAt(
          begin, "number " + text(cursor, begin) + " is beyond the range of float64");
    }
    return value;
  }

  private static String text(JsonCursor cursor, int begin) {
    int length = cursor.at - begin;
    return length <= LONGEST_SHOWN
        ? new String(cursor.bytes, begin, length, ISO_8859_1)
        : new String(cursor.bytes, begin, LONGEST_SHOWN, ISO_8859_1) + "...";
  }
}
