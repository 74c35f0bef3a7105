// SPDX-License-Identifier: Apache-2.0
package dev.sundog.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One step towards the normal form of a text. White space and letters are Unicode's. */
public sealed interface Normalizer {
  /** The text after this step. */
  String apply(String text);

  /** The names of all steps, as {@link #parse} takes them. */
  List<String> NAMES =
      Stream.concat(Stream.of(Named.values()).map(Named::label), Stream.of("drop=CHARS")).toList();

  /** Steps without parameters. */
  enum Named implements Normalizer {
    /** Removes white space at both ends. */
    STRIP {
      @Override
      public String apply(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && WhiteSpace.is(text.charAt(from))) {
          from++;
        }
        while (to > from && WhiteSpace.is(text.charAt(to - 1))) {
          to--;
        }
        return text.substring(from, to);
      }
    },
    /** Lower case, by Unicode's rules without a language. */
    CASE {
      @Override
      public String apply(String text) {
        return text.toLowerCase(Locale.ROOT);
      }
    },
    /** Full case folding: like {@link #CASE}, and ß is ss, final sigma is sigma. */
    CASEFOLD {
      @Override
      public String apply(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.toUpperCase(Locale.ROOT)
            .codePoints()
            .forEach(c -> folded.appendCodePoint(Character.toLowerCase(c)));
        return folded.toString();
      }
    },
    /** Unicode's normalization form C: characters composed. */
    NFC {
      @Override
      public String apply(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC);
      }
    },
    /** Unicode's normalization form KC: characters composed, compatibility variants replaced. */
    NFKC {
      @Override
      public String apply(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
      }
    },
    /** Removes the 32 ASCII punctuation characters, as lm-eval does. */
    PUNCTUATION {
      @Override
      public String apply(String text) {
        return without(text, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
      }
    },
    /** Removes all characters of Unicode's punctuation and symbol categories. */
    UNICODE_PUNCTUATION {
      @Override
      public String apply(String text) {
        return UNICODE.matcher(text).replaceAll("");
      }
    },
    /** Removes the digits 0 to 9. */
    NUMBERS {
      @Override
      public String apply(String text) {
        return without(text, "0123456789");
      }
    },
    /** Replaces the words a, an and the, in lower case, by a space. */
    ARTICLES {
      @Override
      public String apply(String text) {
        return ARTICLE.matcher(text).replaceAll(" ");
      }
    },
    /** Replaces runs of white space by one space, and removes those at both ends. */
    WHITESPACE {
      @Override
      public String apply(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean gap = false;
        for (int at = 0; at < text.length(); at++) {
          char c = text.charAt(at);
          if (WhiteSpace.is(c)) {
            gap = true;
          } else {
            if (gap && !collapsed.isEmpty()) {
              collapsed.append(' ');
            }
            gap = false;
            collapsed.append(c);
          }
        }
        return collapsed.toString();
      }
    };

    private static final Pattern UNICODE = Pattern.compile("[\\p{P}\\p{S}]");
    private static final Pattern ARTICLE =
        Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);

    /** The name in a list of steps. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Removes every occurrence of some characters.
   *
   * @param characters the characters
   */
  record Drop(String characters) implements Normalizer {
    @Override
    public String apply(String text) {
      return without(text, characters);
    }
  }

  /**
   * Removes every match of a regular expression, like lm-eval's {@code regexes_to_ignore}.
   *
   * @param pattern the expression
   */
  record Remove(Pattern pattern) implements Normalizer {
    @Override
    public String apply(String text) {
      return pattern.matcher(text).replaceAll("");
    }
  }

  /**
   * The steps of a list such as {@code strip,case,drop=,$}. The characters after {@code drop=}, up
   * to the next comma that a step's name follows, or to the end, are dropped; they may include
   * commas.
   *
   * @throws IllegalArgumentException if a name is unknown
   */
  static List<Normalizer> parse(String list) {
    String names = String.join("|", NAMES.subList(0, Named.values().length));
    Matcher step =
        Pattern.compile(
                "(?:(" + names + ")|drop=(.+?))(?:,(?=(?:" + names + ")(?:,|$)|drop=)|$)",
                Pattern.DOTALL)
            .matcher(list);
    List<Normalizer> steps = new ArrayList<>();
    int end = 0;
    while (step.find() && step.start() == end) {
      steps.add(
          step.group(1) == null
              ? new Drop(step.group(2))
              : Named.valueOf(step.group(1).toUpperCase(Locale.ROOT).replace('-', '_')));
      end = step.end();
    }
    if (end != list.length()) {
      throw new IllegalArgumentException(
          "no normalizer \"" + list.substring(end) + "\". Use " + String.join(", ", NAMES));
    }
    return List.copyOf(steps);
  }

  private static String without(String text, String characters) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(c -> characters.indexOf(c) < 0).forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
