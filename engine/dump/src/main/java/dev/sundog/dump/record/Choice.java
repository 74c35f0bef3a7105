// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.Message;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.Field;
import org.jspecify.annotations.Nullable;

/**
 * A choice of an item: a log-likelihood in nats, or an object {@code {"logprob", "text", "tokens",
 * "chars", "bytes", "target", "unconditional"}} of which all but the first can be missing.
 */
final class Choice {
  double nats = Double.NaN;
  double unconditional = Double.NaN;
  double target = Double.NaN;
  int tokens = ChoiceColumn.UNKNOWN;
  int characters = ChoiceColumn.UNKNOWN;
  int bytes = ChoiceColumn.UNKNOWN;
  @Nullable String text;

  /**
   * Reads the choice that a cursor is before.
   *
   * @param logits whether its figures are logits, of any sign
   */
  static Choice read(JsonCursor record, boolean logits) {
    Choice choice = new Choice();
    int begin = record.position();
    if (record.peek() != '{') {
      choice.nats = nats(record, logits);
      return choice;
    }
    boolean known = false;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "logprob" -> {
          choice.nats = nats(record, logits);
          known = true;
        }
        case "unconditional" -> choice.unconditional = nats(record, logits);
        case "target" -> choice.target = record.numeral();
        case "tokens" -> choice.tokens = count(record);
        case "chars" -> choice.characters = count(record);
        case "bytes" -> choice.bytes = count(record);
        case "text" -> choice.text = record.scalarString();
        default -> record.skip();
      }
    }
    if (!known) {
      throw record.malformedAt(begin, "this choice has no \"logprob\"");
    }
    return choice;
  }

  static double nats(JsonCursor record, boolean logits) {
    record.peek();
    int begin = record.position();
    double nats = record.numeral();
    if (logits ? nats == Double.POSITIVE_INFINITY : !LogprobColumn.isLogprob(nats)) {
      throw record.malformedAt(
          begin,
          Message.of(
              "log-likelihood {} is above 0, so it is not the logarithm of a probability. For raw"
                  + " logits set {} to logits",
              Double.toString(nats),
              Field.CHOICE_SCALE));
    }
    return nats;
  }

  static int count(JsonCursor record) {
    record.peek();
    int begin = record.position();
    double number = record.numeral();
    if (number < 0 || number != (int) number) {
      throw record.malformedAt(begin, "expected an integer of at least 0");
    }
    return (int) number;
  }

  /** Sets missing lengths to those of the text, if there is one. */
  void measure() {
    if (text == null) {
      return;
    }
    if (characters == ChoiceColumn.UNKNOWN) {
      characters = text.codePointCount(0, text.length());
    }
    if (bytes == ChoiceColumn.UNKNOWN) {
      bytes = text.getBytes(UTF_8).length;
    }
  }

  /** The text, empty if there is none. */
  String text() {
    return text == null ? "" : text;
  }
}
