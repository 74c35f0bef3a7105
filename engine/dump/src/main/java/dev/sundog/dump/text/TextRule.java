// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * @param extract expression whose last match is used (its group 1 if it has groups), or null for
 *     the whole text
 * @param normalizers normalizers in order
 */
record TextRule(@Nullable Pattern extract, List<Normalizer> normalizers) {
  /** Copies the list. */
  TextRule {
    normalizers = List.copyOf(normalizers);
  }

  /**
   * The rule of one side of a dump.
   *
   * @param extract the field of that side's regular expression
   * @throws SettingException if the regular expression is invalid
   */
  static TextRule of(DumpSpec spec, Field extract) {
    String regex = spec.text(extract);
    try {
      return new TextRule(regex == null ? null : Pattern.compile(regex), spec.normalizers());
    } catch (PatternSyntaxException e) {
      throw SettingException.of(
          "{}: \"{}\" is not a regular expression: {} near index {}",
          extract,
          e.getPattern(),
          e.getDescription(),
          e.getIndex());
    }
  }

  /** Whether texts are not changed. */
  public boolean isIdentity() {
    return extract == null && normalizers.isEmpty();
  }

  /**
   * The extracted and normalized text as UTF-8, or null if the expression does not match.
   *
   * @throws IllegalArgumentException if the expression needs too much stack for the text
   */
  public byte @Nullable [] apply(byte[] utf8, int from, int length) {
    String text = apply(new String(utf8, from, length, UTF_8));
    return text == null ? null : text.getBytes(UTF_8);
  }

  /** The extracted and normalized text, or null if the expression does not match. */
  public @Nullable String apply(String text) {
    String part = extract == null ? text : lastMatch(extract, text);
    if (part == null) {
      return null;
    }
    for (Normalizer normalizer : normalizers) {
      part = normalizer.apply(part);
    }
    return part;
  }

  private static @Nullable String lastMatch(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int group = Math.min(matcher.groupCount(), 1);
    String last = null;
    try {
      while (matcher.find()) {
        last = matcher.group(group);
      }
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          "the regular expression " + pattern + " needs too much stack for this text", e);
    }
    return last;
  }
}
