// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Message;
import dev.sundog.batch.Tally;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.text.TextSide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The choices of an item, from arrays anywhere in a record; numbers may be written as texts. The
 * array of choices holds log-likelihoods in nats or objects (see {@link Choice}); the other arrays
 * have one element per choice. Missing lengths are those of the text; missing weights are 1 for the
 * correct choice and 0 for the others. Not thread-safe.
 */
final class ChoiceReader {
  /** The arrays of a record. */
  enum Part {
    CHOICES(0, Field.CHOICES, "choices"),
    GOLD(1, Field.GOLD, "gold"),
    TEXTS(2, Field.CHOICE_TEXTS, "choice_texts"),
    TOKENS(3, Field.CHOICE_TOKENS, "choice_tokens"),
    UNCONDITIONAL(4, Field.CHOICE_UNCONDITIONAL, "choice_unconditional");

    /** Index of its place. */
    private final int place;

    /** The option that sets its path. */
    final Field field;

    /** Its path if none is set. */
    final String usual;

    Part(int place, Field field, String usual) {
      this.place = place;
      this.field = field;
      this.usual = usual;
    }
  }

  /** All arrays that a record can have. */
  static final List<Part> PARTS = List.of(Part.values());

  private static final int NOWHERE = -1;
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})(?:\\.0+)?");
  private static final Pattern LETTER = Pattern.compile("[A-Z]");

  private final boolean given;
  private final boolean logits;
  private final int[] places = new int[PARTS.size()];
  private boolean found;
  private final List<Choice> choices = new ArrayList<>();

  /**
   * A reader of choices.
   *
   * @param given whether a path was set; if not, what does not look like choices is ignored
   * @param logits whether the figures of choices are logits: their softmax is taken
   */
  ChoiceReader(boolean given, boolean logits) {
    this.given = given;
    this.logits = logits;
    Arrays.fill(places, NOWHERE);
  }

  /** Begins a record. */
  void begin() {
    if (found) {
      Arrays.fill(places, NOWHERE);
      choices.clear();
      found = false;
    }
  }

  /** Notes the position of an array, and skips it. */
  void found(Part part, JsonCursor record) {
    places[part.place] = record.position();
    found = true;
    record.skip();
  }

  /**
   * Appends the choices of the record that the cursor is in, at any position.
   *
   * @param alone whether the record has neither a prediction nor log-probs
   * @return whether there are any
   */
  boolean read(JsonCursor record, BatchAppender appender, boolean alone) {
    if (!found || !at(Part.CHOICES, record) || !(given || looksLikeChoices(record, alone))) {
      return false;
    }
    record.position(place(Part.CHOICES));
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      choices.add(Choice.read(record, logits));
    }
    each(Part.TEXTS, "texts", record, choice -> choice.text = record.scalarString());
    each(Part.TOKENS, "numbers of tokens", record, choice -> choice.tokens = Choice.count(record));
    each(
        Part.UNCONDITIONAL,
        "unconditional log-likelihoods",
        record,
        choice -> choice.unconditional = Choice.nats(record, logits));
    if (choices.isEmpty()) {
      return false;
    }
    if (logits) {
      normalize();
    }
    if (!weigh(record)) {
      choices.clear();
      appender.tallies().add(Tally.ITEMS_WITHOUT_GOLD, 1);
      return true;
    }
    for (Choice choice : choices) {
      choice.measure();
      appender.choice(
          choice.nats,
          choice.unconditional,
          choice.target,
          choice.tokens,
          choice.characters,
          choice.bytes);
    }
    return true;
  }

  private int place(Part part) {
    return places[part.place];
  }

  private boolean at(Part part, JsonCursor record) {
    if (place(part) == NOWHERE) {
      return false;
    }
    record.position(place(part));
    return !record.skipNull();
  }

  /**
   * Whether an array holds choices, as other tools use the name for other things: objects with a
   * log-prob, of which one is marked as correct unless they are alone, or numbers if alone.
   */
  private boolean looksLikeChoices(JsonCursor record, boolean alone) {
    if (record.peek() != '[' || !record.enterArray()) {
      return false;
    }
    byte first = record.peek();
    if (first != '{') {
      return alone && ("-NI".indexOf(first) >= 0 || (first >= '0' && first <= '9'));
    }
    boolean logprob = false;
    boolean marked = alone || place(Part.GOLD) != NOWHERE;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      logprob |= name.equals("logprob");
      marked |= name.equals("target");
      record.skip();
    }
    return logprob && marked;
  }

  /** Reads an array with one element per choice, if the record has it. */
  private void each(Part part, String what, JsonCursor record, Consumer<Choice> reader) {
    if (!at(part, record)) {
      return;
    }
    int read = 0;
    boolean more = record.enterArray();
    for (; more && read < choices.size(); more = record.nextElement()) {
      reader.accept(choices.get(read++));
    }
    if (more || read < choices.size()) {
      throw record.malformedAt(
          place(part),
          (more ? "more " : read + " ")
              + what
              + (more ? " than the " : " for ")
              + choices.size()
              + " choices");
    }
  }

  /** Turns logits into log-likelihoods: each less the logarithm of the sum of exponentials. */
  private void normalize() {
    double logSum = logSum(choice -> choice.nats);
    double alone = logSum(choice -> choice.unconditional);
    for (Choice choice : choices) {
      choice.nats = Math.min(0, choice.nats - logSum);
      choice.unconditional = Math.min(0, choice.unconditional - alone);
    }
  }

  private double logSum(ToDoubleFunction<Choice> figure) {
    double highest = choices.stream().mapToDouble(figure).max().orElse(0);
    if (highest == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double sum = 0;
    for (Choice choice : choices) {
      sum += StrictMath.exp(figure.applyAsDouble(choice) - highest);
    }
    return highest + StrictMath.log(sum);
  }

  /** Sets the target weights; false if the record states that there is no correct choice. */
  private boolean weigh(JsonCursor record) {
    if (place(Part.GOLD) != NOWHERE && !at(Part.GOLD, record)) {
      return false;
    }
    if (at(Part.GOLD, record)) {
      if (record.peek() == '[') {
        each(Part.GOLD, "weights", record, choice -> choice.target = record.numeral());
      } else {
        boolean number = record.peek() != '"';
        int right = right(record.scalarString(), number);
        if (right < 0) {
          throw record.malformedAt(
              place(Part.GOLD),
              "\""
                  + record.textString()
                  + "\" is none of the "
                  + choices.size()
                  + " choices. Use its index from 0, its text or its letter");
        }
        for (int choice = 0; choice < choices.size(); choice++) {
          choices.get(choice).target = choice == right ? 1 : 0;
        }
      }
    }
    for (Choice choice : choices) {
      if (Double.isNaN(choice.target)) {
        throw record.malformedAt(
            place(Part.CHOICES),
            Message.of(
                "no choice is marked as correct. Set {} to the path of the correct one",
                Field.GOLD));
      }
    }
    return true;
  }

  /** Index of the choice with a text, or else an index or letter; −1 if there is none. */
  private int right(String gold, boolean number) {
    for (int choice = 0; choice < choices.size() && !number; choice++) {
      if (gold.equals(choices.get(choice).text)) {
        return choice;
      }
    }
    Matcher index = NUMBER.matcher(gold);
    int right =
        index.matches()
            ? Integer.parseInt(index.group(1))
            : LETTER.matcher(gold).matches() ? gold.charAt(0) - 'A' : NOWHERE;
    return right < choices.size() ? right : NOWHERE;
  }

  /**
   * Appends the text of the likeliest choice (the first on ties) as the prediction and those of the
   * correct ones as references, if all choices have texts.
   *
   * @return number of tokens of the first correct choice, 0 if nothing was appended
   */
  int addTexts(TextSide.Pair texts, BatchAppender appender) {
    if (choices.isEmpty()) {
      return 0;
    }
    Choice likeliest = choices.get(0);
    for (Choice choice : choices) {
      if (choice.text == null) {
        return 0;
      }
      likeliest = choice.nats > likeliest.nats ? choice : likeliest;
    }
    texts.predictions().add(likeliest.text(), appender);
    int tokens = 0;
    boolean first = true;
    for (Choice choice : choices) {
      if (choice.target > 0 && texts.references().add(choice.text(), appender)) {
        tokens = first ? texts.references().tokens() : tokens;
        first = false;
      }
    }
    return tokens;
  }
}
