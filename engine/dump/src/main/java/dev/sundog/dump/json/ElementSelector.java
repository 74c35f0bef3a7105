// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A step of a path that selects the first element of an array by one of its members: {@code
 * [type=message]}.
 *
 * @param key name of the member, UTF-8
 * @param value its text, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
record ElementSelector(byte[] key, byte[] value) {
  private static final Pattern STEP = Pattern.compile("\\[([^=\\]]+)=([^\\]]*)]");

  /** The selector of a step, or null if it is a name or an index. */
  static @Nullable ElementSelector of(String step) {
    Matcher parts = STEP.matcher(step);
    return parts.matches()
        ? new ElementSelector(parts.group(1).getBytes(UTF_8), parts.group(2).getBytes(UTF_8))
        : null;
  }

  /** Whether the value before a cursor is an object with this member; the cursor does not move. */
  boolean fits(JsonCursor element) {
    if (element.peek() != '{') {
      return false;
    }
    int begin = element.position();
    boolean found = false;
    for (boolean more = element.enterObject();
        more && !found;
        more = !found && element.nextMember()) {
      element.key();
      found = is(key, element) && element.peek() == '"';
      if (found) {
        element.text();
        found = is(value, element);
      } else {
        element.skip();
      }
    }
    element.position(begin);
    return found;
  }

  private static boolean is(byte[] expected, JsonCursor text) {
    int from = text.textFrom();
    return Arrays.equals(
        expected, 0, expected.length, text.textBytes(), from, from + text.textLength());
  }
}
