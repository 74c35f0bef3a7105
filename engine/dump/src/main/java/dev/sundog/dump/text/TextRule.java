// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import dev.sundog.batch.SettingException;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Extraction and normalization of a text.
 *
 * @param extract expressions, the first of which that finds an answer is used; none for the whole
 *     text. An answer is a match that is not empty: its first group that is not, if it has groups
 * @param first whether the first answer is used, not the last
 * @param normalizers normalizers in order
 */
record TextRule(List<Pattern> extract, boolean first, List<Normalizer> normalizers) {
  /** Copies the lists. */
  TextRule {
    extract = List.copyOf(extract);
    normalizers = List.copyOf(normalizers);
  }

  /**
   * The rule of one side of a dump.
   *
   * @param extract the field of that side's regular expressions
   * @throws SettingException if a regular expression is invalid
   */
  static TextRule of(DumpSpec spec, Field extract) {
    return new TextRule(
        spec.texts(extract).stream().map(regex -> compile(regex, extract)).toList(),
        spec.extractsFirst(),
        spec.normalizers());
  }

  private static Pattern compile(String regex, Field extract) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw SettingException.of(
          "{}: \"{}\" is not a regular expression: {} near index {}",
          extract,
          printable(e.getPattern()),
          printable(e.getDescription()),
          e.getIndex());
    }
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Whether texts are not changed. */
  public boolean isIdentity() {
    return !extracts() && normalizers.isEmpty();
  }

  /** Whether a part of the text is used. */
  public boolean extracts() {
    return !extract.isEmpty();
  }

  /**
   * The extracted part of a text, or null if there is no answer.
   *
   * @throws IllegalArgumentException if an expression needs too much stack for the text
   */
  public @Nullable String extracted(String text) {
    String answer = extracts() ? null : text;
    for (int next = 0; next < extract.size() && answer == null; next++) {
      answer = answer(extract.get(next), text);
    }
    return answer;
  }

  /** The normal form of a text. */
  public String normalized(String text) {
    String part = text;
    for (Normalizer normalizer : normalizers) {
      part = normalizer.apply(part);
    }
    return part;
  }

  private @Nullable String answer(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    String answer = null;
    try {
      while (!(first && answer != null) && matcher.find()) {
        String match = match(matcher);
        answer = match.isEmpty() ? answer : match;
      }
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          "the regular expression " + pattern + " needs too much stack for this text", e);
    }
    return answer;
  }

  /** The group that took part: the first that is not empty; without groups the whole match. */
  private static String match(Matcher matcher) {
    if (matcher.groupCount() == 0) {
      return matcher.group();
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String part = matcher.group(group);
      if (part != null && !part.isEmpty()) {
        return part;
      }
    }
    return "";
  }
}
