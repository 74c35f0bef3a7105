// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.dump.bytes.Utf8;

/**
 * Skips values of a document outside its records and checks their grammar. Values may have any
 * size: no more than a key or a number is in memory. Not thread-safe.
 */
final class ValueChecker {
  private final JsonScanner scanner;
  private final Brackets brackets = new Brackets();
  private final byte[] sequence = new byte[4];

  ValueChecker(JsonScanner scanner) {
    this.scanner = scanner;
  }

  /** Skips a value; the scanner may keep nothing. */
  void skip() {
    int depth = 0;
    while (true) {
      byte first = scanner.peek();
      boolean object = first == '{';
      if (first == '"') {
        string();
      } else if (!object && first != '[') {
        scanner.literal();
      } else if (scanner.enter(object ? '}' : ']')) {
        if (object) {
          scanner.key();
        }
        brackets.open(depth++, object);
        continue;
      }
      while (depth > 0 && !scanner.next(brackets.isBrace(depth - 1) ? '}' : ']')) {
        depth--;
      }
      if (depth == 0) {
        return;
      }
      if (brackets.isBrace(depth - 1)) {
        scanner.key();
      }
    }
  }

  /** Skips a string. */
  private void string() {
    scanner.step();
    while (true) {
      int c = scanner.next();
      if (c < 0) {
        throw scanner.malformed("unterminated string");
      }
      if (c < ' ') {
        throw scanner.malformed("unescaped control character in a string");
      }
      if (c >= 0x80) {
        character();
        continue;
      }
      scanner.step();
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      }
    }
  }

  /** Skips a character that is not ASCII. */
  private void character() {
    int length = 0;
    do {
      sequence[length++] = (byte) scanner.next();
      scanner.step();
    } while (length < Utf8.length(sequence[0]) && (scanner.next() & 0xC0) == 0x80);
    if (Utf8.sequence(sequence, 0, length) != length) {
      throw scanner.malformed("this is not UTF-8");
    }
  }

  private void escape() {
    int kind = scanner.next();
    if ("\"\\/bfnrtu".indexOf(kind) < 0) {
      throw scanner.malformed("unknown escape sequence in a string");
    }
    scanner.step();
    for (int i = 0; kind == 'u' && i < 4; i++) {
      if (Character.digit(scanner.next(), 16) < 0) {
        throw scanner.malformed("expected four hexadecimal digits after \\u");
      }
      scanner.step();
    }
  }
}
