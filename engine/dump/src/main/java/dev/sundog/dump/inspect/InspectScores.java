// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import dev.sundog.dump.json.JsonCursor;
import dev.sundog.text.Numbers;
import java.util.Locale;

/**
 * The scores of a sample: {@code {scorer: {"value": ...}}}. A value is a number, a boolean, a text,
 * or a list or object of these, whose scores are named {@code scorer/key}.
 */
final class InspectScores {
  /** Takes the scores of a sample. */
  @FunctionalInterface
  interface Score {
    /**
     * One score.
     *
     * @param name the scorer's name, with a key after a slash if it has several scores
     * @param value the number, as {@link InspectScores#number} has it
     * @param record the sample, for errors
     */
    void add(String name, double value, JsonCursor record);
  }

  private InspectScores() {}

  /** Reads the scores that a cursor is before; null for none. */
  static void read(JsonCursor record, Score scores) {
    if (record.skipNull()) {
      return;
    }
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String scorer = record.textString();
      if (record.skipNull()) {
        continue;
      }
      for (boolean next = record.enterObject(); next; next = record.nextMember()) {
        record.key();
        if (record.textString().equals("value")) {
          value(scorer, record, scores);
        } else {
          record.skip();
        }
      }
    }
  }

  private static void value(String name, JsonCursor record, Score scores) {
    switch (record.peek()) {
      case '{' -> {
        for (boolean more = record.enterObject(); more; more = record.nextMember()) {
          record.key();
          scalar(name + "/" + record.textString(), record, scores);
        }
      }
      case '[' -> {
        int index = 0;
        for (boolean more = record.enterArray(); more; more = record.nextElement()) {
          scalar(name + "/" + index++, record, scores);
        }
      }
      default -> scalar(name, record, scores);
    }
  }

  private static void scalar(String name, JsonCursor record, Score scores) {
    boolean text = record.peek() == '"';
    double value =
        text || "tfn".indexOf(record.peek()) >= 0 ? number(record.scalarString()) : record.number();
    scores.add(name, value, record);
  }

  /**
   * The number of a text, as Inspect's {@code value_to_float} has it: C 1, P 0.5, I and N 0, yes
   * and true 1, no and false 0, otherwise the number it holds; NaN if it holds none.
   */
  static double number(String text) {
    return switch (text) {
      case "C" -> 1;
      case "P" -> 0.5;
      case "I", "N" -> 0;
      default ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> 1;
            case "no", "false" -> 0;
            default -> numeral(text);
          };
    };
  }

  private static double numeral(String text) {
    try {
      return Numbers.parse(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
