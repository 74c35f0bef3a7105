// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lmeval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of texts as Python's {@code str} writes them: {@code ['a', "b's", 'c\n']}. */
final class PythonTexts {
  private static final Pattern TEXT =
      Pattern.compile("'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\"", Pattern.DOTALL);
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))", Pattern.DOTALL);

  private PythonTexts() {}

  /** The texts of a list; none if this is not a list of texts. */
  static List<String> parse(String list) {
    if (!list.startsWith("[") || !list.endsWith("]")) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    Matcher text = TEXT.matcher(list);
    int end = list.length() - 1;
    for (int at = 1; at < end; ) {
      if (!text.region(at, end).lookingAt()) {
        return List.of();
      }
      texts.add(unescaped(text.group(1) == null ? text.group(2) : text.group(1)));
      at = text.end();
      if (at < end && !list.startsWith(", ", at)) {
        return List.of();
      }
      at += at < end ? 2 : 0;
    }
    return texts;
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    Matcher escape = ESCAPE.matcher(text);
    int end = 0;
    while (escape.find()) {
      plain.append(text, end, escape.start());
      end = escape.end();
      String letter = escape.group(4);
      if (letter == null) {
        String digits = escape.group().substring(2);
        int point = (int) Long.parseLong(digits, 16);
        plain.append(Character.isValidCodePoint(point) ? Character.toString(point) : "\uFFFD");
      } else {
        plain.append(
            switch (letter) {
              case "n" -> "\n";
              case "t" -> "\t";
              case "r" -> "\r";
              default -> letter;
            });
      }
    }
    return plain.append(text, end, text.length()).toString();
  }
}
