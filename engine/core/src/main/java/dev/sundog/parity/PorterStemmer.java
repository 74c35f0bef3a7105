// SPDX-License-Identifier: Apache-2.0
package dev.sundog.parity;

import java.util.List;
import java.util.Map;

/**
 * Stems of English words in lower case.
 *
 * <p>Porter, M. F., "An algorithm for suffix stripping", 1980, with the departures of NLTK's
 * default mode, which ROUGE scorers use: irregular forms, short words unchanged, "dies" and "died"
 * as "die", a final y kept after a vowel, and a few more suffixes.
 */
final class PorterStemmer {
  /**
   * One line of a step.
   *
   * @param suffix end of a word
   * @param replacement its replacement, if enough of the word is left before it
   */
  private record Rule(String suffix, String replacement) {}

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("skies", "sky"),
          Map.entry("sky", "sky"),
          Map.entry("dying", "die"),
          Map.entry("lying", "lie"),
          Map.entry("tying", "tie"),
          Map.entry("news", "news"),
          Map.entry("innings", "inning"),
          Map.entry("inning", "inning"),
          Map.entry("outings", "outing"),
          Map.entry("outing", "outing"),
          Map.entry("cannings", "canning"),
          Map.entry("canning", "canning"),
          Map.entry("howe", "howe"),
          Map.entry("proceed", "proceed"),
          Map.entry("exceed", "exceed"),
          Map.entry("succeed", "succeed"));

  /** The first suffix that fits decides. */
  private static final List<Rule> STEP_2 =
      rules(
          "ational ate, tional tion, enci ence, anci ance, izer ize, bli ble, fulli ful, entli ent,"
              + " eli e, ousli ous, ization ize, ation ate, ator ate, alism al, iveness ive,"
              + " fulness ful, ousness ous, aliti al, iviti ive, biliti ble");

  private static final List<Rule> STEP_3 =
      rules("icate ic, ative, alize al, iciti ic, ical ic, ful, ness");

  private static final List<Rule> STEP_4 =
      rules(
          "al, ance, ence, er, ic, able, ible, ant, ement, ment, ent, sion s, tion t, ou, ism, ate,"
              + " iti, ous, ive, ize");

  private PorterStemmer() {}

  private static List<Rule> rules(String list) {
    return List.of(list.split(", ")).stream()
        .map(line -> line.split(" "))
        .map(parts -> new Rule(parts[0], parts.length == 1 ? "" : parts[1]))
        .toList();
  }

  /** The stem of a word of the letters a to z and digits; other characters are consonants. */
  static String stem(String word) {
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (word.length() <= 2) {
      return word;
    }
    String stem = finalY(pastAndParticiple(plural(word)));
    stem = apply(doubleSuffix(stem), STEP_3, 1);
    return finalL(finalE(apply(stem, STEP_4, 2)));
  }

  private static String apply(String word, List<Rule> rules, int leastMeasure) {
    for (Rule rule : rules) {
      if (word.endsWith(rule.suffix())) {
        String stem = without(word, rule.suffix().length());
        String kept = stem + rule.replacement();
        boolean ion = leastMeasure == 2 && rule.suffix().endsWith("ion");
        return measure(ion ? kept : stem) >= leastMeasure ? kept : word;
      }
    }
    return word;
  }

  private static String without(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  /** Step 1a. */
  private static String plural(String word) {
    if (word.endsWith("ies")) {
      return without(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("sses")) {
      return without(word, 2);
    }
    return word.endsWith("s") && !word.endsWith("ss") ? without(word, 1) : word;
  }

  /** Step 1b. */
  private static String pastAndParticiple(String word) {
    if (word.endsWith("ied")) {
      return without(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("eed")) {
      return measure(without(word, 3)) > 0 ? without(word, 1) : word;
    }
    for (String suffix : List.of("ed", "ing")) {
      if (word.endsWith(suffix) && hasVowel(without(word, suffix.length()))) {
        return restored(without(word, suffix.length()));
      }
    }
    return word;
  }

  private static String restored(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    int last = stem.length() - 1;
    if (last > 0 && stem.charAt(last) == stem.charAt(last - 1) && consonants(stem)[last]) {
      return "lsz".indexOf(stem.charAt(last)) < 0 ? without(stem, 1) : stem;
    }
    return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
  }

  /** Step 1c. */
  private static String finalY(String word) {
    int last = word.length() - 1;
    return last > 1 && word.charAt(last) == 'y' && consonants(word)[last - 1]
        ? without(word, 1) + "i"
        : word;
  }

  /** Step 2. */
  private static String doubleSuffix(String word) {
    if (word.endsWith("alli") && !word.endsWith("bli")) {
      return measure(without(word, 4)) > 0 ? doubleSuffix(without(word, 2)) : word;
    }
    if (word.endsWith("logi")) {
      return measure(without(word, 3)) > 0 ? without(word, 1) : word;
    }
    return apply(word, STEP_2, 1);
  }

  /** Step 5a. */
  private static String finalE(String word) {
    if (!word.endsWith("e")) {
      return word;
    }
    String stem = without(word, 1);
    int measure = measure(stem);
    return measure > 1 || (measure == 1 && !endsShort(stem)) ? stem : word;
  }

  /** Step 5b. */
  private static String finalL(String word) {
    return word.endsWith("ll") && measure(without(word, 1)) > 1 ? without(word, 1) : word;
  }

  /** Number of times that a consonant follows a vowel. */
  private static int measure(String stem) {
    boolean[] consonants = consonants(stem);
    int measure = 0;
    for (int at = 1; at < consonants.length; at++) {
      measure += consonants[at] && !consonants[at - 1] ? 1 : 0;
    }
    return measure;
  }

  private static boolean hasVowel(String stem) {
    for (boolean consonant : consonants(stem)) {
      if (!consonant) {
        return true;
      }
    }
    return false;
  }

  /** Whether consonant, vowel and a consonant other than w, x and y, or those two alone, end it. */
  private static boolean endsShort(String stem) {
    boolean[] consonants = consonants(stem);
    int last = stem.length() - 1;
    if (last < 1 || !consonants[last] || consonants[last - 1]) {
      return false;
    }
    return last == 1 || (consonants[last - 2] && "wxy".indexOf(stem.charAt(last)) < 0);
  }

  /** By letter: a y is a vowel after a consonant. */
  private static boolean[] consonants(String word) {
    boolean[] consonants = new boolean[word.length()];
    for (int at = 0; at < consonants.length; at++) {
      char c = word.charAt(at);
      consonants[at] = c == 'y' ? at == 0 || !consonants[at - 1] : "aeiou".indexOf(c) < 0;
    }
    return consonants;
  }
}
