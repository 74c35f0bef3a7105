// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import static dev.sundog.text.Normalizer.Named.ARTICLES;
import static dev.sundog.text.Normalizer.Named.CASE;
import static dev.sundog.text.Normalizer.Named.PUNCTUATION;
import static dev.sundog.text.Normalizer.Named.STRIP;
import static dev.sundog.text.Normalizer.Named.WHITESPACE;

import dev.sundog.text.Normalizer;
import dev.sundog.text.WhiteSpace;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Other tools' tokens of a text. */
final class ToolTokens {
  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

  private ToolTokens() {}

  /** The code points of the text as it is. */
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** HELM: the code points of the text without white space at its ends. */
  static List<String> stripped(String text) {
    return characters(after(text, STRIP));
  }

  /** HELM: the code points of the normal form, without articles. */
  static List<String> quasi(String text) {
    return characters(after(text, CASE, PUNCTUATION, ARTICLES, WHITESPACE));
  }

  /** HELM: the code points of the normal form, articles kept. */
  static List<String> normalCharacters(String text) {
    return characters(after(text, CASE, PUNCTUATION, WHITESPACE));
  }

  /** HELM: the words of the normal form, articles kept. */
  static List<String> normalWords(String text) {
    return words(after(text, CASE, PUNCTUATION, WHITESPACE));
  }

  /**
   * jiwer: words separated by spaces after runs of white space become a space; a lone tab does not
   * separate.
   */
  static List<String> jiwerWords(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int end = at;
      while (end < text.length() && WhiteSpace.is(text.charAt(end))) {
        end++;
      }
      spaced.append(end - at > 1 ? ' ' : text.charAt(at));
      at = Math.max(end, at + 1);
    }
    return words(after(spaced.toString(), STRIP));
  }

  /** The words of Google's rouge_score without a stemmer: runs of ASCII letters and digits. */
  static List<String> rougeWords(String text) {
    return words(NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
  }

  /** HELM: the same, with words of more than three letters stemmed. */
  static List<String> rougeStems(String text) {
    return rougeWords(text).stream()
        .map(word -> word.length() > 3 ? PorterStemmer.stem(word) : word)
        .toList();
  }

  private static List<String> words(String spaced) {
    return spaced.isEmpty() ? List.of() : List.of(spaced.split(" "));
  }

  private static String after(String text, Normalizer... steps) {
    String normal = text;
    for (Normalizer step : steps) {
      normal = step.apply(normal);
    }
    return normal;
  }
}
