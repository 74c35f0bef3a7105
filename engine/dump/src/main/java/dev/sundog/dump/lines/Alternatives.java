// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

/**
 * What a transcript with alternatives may stand for. {@code { a b / c / @ }} is one of several
 * texts, of which {@code @} is none; it may stand within another. Braces and strokes are words of
 * their own. Where a word may be optional, {@code (uh)} stands for {@code { uh / @ }}.
 */
public final class Alternatives {
  private static final int DEEPEST = 64;

  private final StringTokenizer words;
  private final int most;
  private final boolean optional;
  private String end = "";
  private boolean tooMany;

  private Alternatives(String transcript, boolean optional, int most) {
    this.optional = optional;
    words = new StringTokenizer(transcript);
    this.most = most;
  }

  /** Whether a word in parentheses is one of a text. */
  private static boolean hasOptional(String transcript) {
    StringTokenizer words = new StringTokenizer(transcript);
    while (words.hasMoreTokens()) {
      if (isOptional(words.nextToken())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOptional(String word) {
    return word.length() > 2 && word.startsWith("(") && word.endsWith(")");
  }

  /** Whether a brace is a word of a text. */
  public static boolean in(String transcript) {
    if (transcript.indexOf('{') < 0 && transcript.indexOf('}') < 0) {
      return false;
    }
    StringTokenizer words = new StringTokenizer(transcript);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (word.equals("{") || word.equals("}")) {
        return true;
      }
    }
    return false;
  }

  /**
   * All texts, in the order of the alternatives; the text itself if it holds none.
   *
   * @param optional whether a word in parentheses may be missing
   * @param most texts; where there are more, one more than these is answered, none of them whole
   * @throws IllegalArgumentException if braces do not match or stand too deep in each other
   */
  public static List<String> of(String transcript, boolean optional, int most) {
    if (!in(transcript) && !(optional && hasOptional(transcript))) {
      return List.of(transcript);
    }
    Alternatives alternatives = new Alternatives(transcript, optional, most);
    List<StringBuilder> texts = alternatives.texts(0);
    if (!alternatives.end.isEmpty()) {
      throw new IllegalArgumentException("'" + alternatives.end + "' outside of '{'");
    }
    return texts.stream().limit(most + 1L).map(StringBuilder::toString).toList();
  }

  /** The texts up to the end, or to a stroke or brace that ends an alternative. */
  private List<StringBuilder> texts(int depth) {
    List<StringBuilder> texts = new ArrayList<>();
    texts.add(new StringBuilder());
    end = "";
    while (!tooMany && words.hasMoreTokens()) {
      String word = words.nextToken();
      boolean inside = depth > 0;
      if (word.equals("{")) {
        texts = product(texts, group(depth + 1));
      } else if (word.equals("}") || (word.equals("/") && inside)) {
        end = word;
        return texts;
      } else if (optional && isOptional(word)) {
        StringBuilder said = new StringBuilder(word.substring(1, word.length() - 1));
        texts = product(texts, List.of(said, new StringBuilder()));
      } else if (!(word.equals("@") && inside)) {
        texts.forEach(text -> append(text, word));
      }
    }
    return texts;
  }

  private List<StringBuilder> group(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("alternatives are nested more than " + DEEPEST + " deep");
    }
    List<StringBuilder> texts = new ArrayList<>();
    do {
      texts.addAll(texts(depth));
      tooMany |= texts.size() > most;
    } while (end.equals("/") && !tooMany);
    if (!end.equals("}") && !tooMany) {
      throw new IllegalArgumentException("'}' is missing");
    }
    end = "";
    return texts;
  }

  private List<StringBuilder> product(List<StringBuilder> before, List<StringBuilder> after) {
    tooMany |= (long) before.size() * after.size() > most;
    if (tooMany) {
      return Collections.nCopies(most + 1, before.get(0));
    }
    List<StringBuilder> texts = new ArrayList<>();
    for (StringBuilder first : before) {
      for (StringBuilder second : after) {
        texts.add(append(new StringBuilder(first), second));
      }
    }
    return texts;
  }

  private static StringBuilder append(StringBuilder text, CharSequence more) {
    return text.append(text.isEmpty() || more.isEmpty() ? "" : " ").append(more);
  }
}
