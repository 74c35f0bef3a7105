// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.text;

/** Makes foreign text (of models, dumps, files) safe for a terminal. */
public final class PlainText {
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /**
   * The text as one line. Control characters (including escape, line feed and tab), line
   * separators, unpaired surrogates and characters that change the writing direction are replaced
   * by U+FFFD.
   */
  public static String line(String text) {
    if (text.codePoints().noneMatch(PlainText::isHarmful)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(isHarmful(c) ? REPLACEMENT : c));
    return plain.toString();
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> isBidirectional(c);
      default -> false;
    };
  }

  private static boolean isBidirectional(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }
}
