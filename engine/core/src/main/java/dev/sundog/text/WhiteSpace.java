// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

/** White space as Python's {@code str.split()} sees it, which the field's tools use. */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Whether a code point is white space. */
  public static boolean is(int c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
    }
    return c >= 0x85
        && (c == 0x85
            || c == 0xA0
            || c == 0x1680
            || (c >= 0x2000 && c <= 0x200A)
            || c == 0x2028
            || c == 0x2029
            || c == 0x202F
            || c == 0x205F
            || c == 0x3000);
  }
}
