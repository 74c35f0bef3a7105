// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

/** Skips whole values and checks their grammar, in constant stack space. Not thread-safe. */
final class ValueSkipper {
  private final JsonCursor cursor;
  private final JsonStrings strings;
  private final Brackets brackets = new Brackets();

  ValueSkipper(JsonCursor cursor, JsonStrings strings) {
    this.cursor = cursor;
    this.strings = strings;
  }

  void skip() {
    int depth = 0;
    while (true) {
      byte first = cursor.peek();
      boolean object = first == '{';
      if (object || first == '[') {
        if (object ? cursor.enterObject() : cursor.enterArray()) {
          if (object) {
            skipKey();
          }
          brackets.open(depth++, object);
          continue;
        }
      } else if (first == '"') {
        strings.skip();
      } else {
        cursor.literal();
      }
      while (depth > 0 && !next(brackets.isBrace(depth - 1))) {
        depth--;
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private boolean next(boolean object) {
    if (!object) {
      return cursor.nextElement();
    }
    if (!cursor.nextMember()) {
      return false;
    }
    skipKey();
    return true;
  }

  private void skipKey() {
    if (cursor.peek() != '"') {
      throw cursor.unexpected("a key");
    }
    strings.skip();
    if (cursor.peek() != ':') {
      throw cursor.malformed("expected ':'");
    }
    cursor.at++;
  }
}
