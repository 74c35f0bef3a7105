package dev.sundog.dump.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.ChoicePaths;
import dev.sundog.dump.text.TextSide;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The choices of an item, from arrays that stand anywhere in a record; their numbers may be texts
 * of numbers. Choices are log-likelihoods in nats, or objects {@code {"logprob", "text", "tokens",
 * "chars", "bytes", "target", "unconditional"}} of which all but the first may be missing. Other
 * arrays have one element for each choice. Lengths that are not told are those of the text as it
 * stands; weights that are not told are 1 for the right choice and 0 for others. Not thread-safe.
 */
final class ChoiceReader {
  /** What a record may tell of its choices. */
  enum Part {
    CHOICES("choices"),
    GOLD("gold"),
    TEXTS("choice_texts"),
    TOKENS("choice_tokens"),
    UNCONDITIONAL("choice_unconditional");

    /** Where it stands unless its path is given. */
    final String usual;

    Part(String usual) {
      this.usual = usual;
    }

    /** Its path, if it is given. */
    @Nullable String given(ChoicePaths paths) {
      return switch (this) {
        case CHOICES -> paths.choices();
        case GOLD -> paths.gold();
        case TEXTS -> paths.texts();
        case TOKENS -> paths.tokens();
        case UNCONDITIONAL -> paths.unconditional();
      };
    }
  }

  /** The parts that a record may have. */
  static final List<Part> PARTS = List.of(Part.values());

  private static final int NOWHERE = -1;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern LETTER = Pattern.compile("[A-Z]");

  private static final class Choice {
    double nats = Double.NaN;
    double unconditional = Double.NaN;
    double target = Double.NaN;
    int tokens = ChoiceColumn.UNKNOWN;
    int characters = ChoiceColumn.UNKNOWN;
    int bytes = ChoiceColumn.UNKNOWN;
    @Nullable String text;
  }

  private final boolean given;
  private final Map<Part, Integer> places = new EnumMap<>(Part.class);
  private final List<Choice> choices = new ArrayList<>();

  /** A reader of choices at paths that are given, or of what looks like choices at usual ones. */
  ChoiceReader(boolean given) {
    this.given = given;
  }

  /** Begins a record. */
  void begin() {
    places.clear();
    choices.clear();
  }

  /** Notes where a part stands, and goes behind it. */
  void found(Part part, JsonCursor record) {
    places.put(part, record.position());
    record.skip();
  }

  /**
   * Adds the choices of the record that the cursor is in, wherever it stands.
   *
   * @param alone whether the record has nothing else that is scored
   * @return whether there are any
   */
  boolean read(JsonCursor record, BatchAppender appender, boolean alone) {
    if (!at(Part.CHOICES, record) || !(given || looksLikeChoices(record, alone))) {
      return false;
    }
    record.position(place(Part.CHOICES));
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      choices.add(choice(record));
    }
    each(Part.TEXTS, "texts", record, choice -> choice.text = record.scalarString());
    each(Part.TOKENS, "numbers of tokens", record, choice -> choice.tokens = count(record));
    each(
        Part.UNCONDITIONAL,
        "unconditional log-likelihoods",
        record,
        choice -> choice.unconditional = nats(record));
    if (choices.isEmpty()) {
      return false;
    }
    weigh(record);
    for (Choice choice : choices) {
      measure(choice);
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
    return places.getOrDefault(part, NOWHERE);
  }

  private boolean at(Part part, JsonCursor record) {
    if (place(part) == NOWHERE) {
      return false;
    }
    record.position(place(part));
    return !record.skipNull();
  }

  /**
   * Objects with a log-prob, of which one is told to be right where they are not alone, or alone
   * numbers; other tools call other things choices.
   */
  private boolean looksLikeChoices(JsonCursor record, boolean alone) {
    if (record.peek() != '[' || !record.enterArray()) {
      return false;
    }
    byte first = record.peek();
    if (first != '{') {
      return alone && (first == '-' || (first >= '0' && first <= '9'));
    }
    boolean logprob = false;
    boolean told = alone || place(Part.GOLD) != NOWHERE;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      logprob |= name.equals("logprob");
      told |= name.equals("target");
      record.skip();
    }
    return logprob && told;
  }

  private static Choice choice(JsonCursor record) {
    Choice choice = new Choice();
    int begin = record.position();
    if (record.peek() != '{') {
      choice.nats = nats(record);
      return choice;
    }
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "logprob" -> choice.nats = nats(record);
        case "unconditional" -> choice.unconditional = nats(record);
        case "target" -> choice.target = record.numeral();
        case "tokens" -> choice.tokens = count(record);
        case "chars" -> choice.characters = count(record);
        case "bytes" -> choice.bytes = count(record);
        case "text" -> choice.text = record.scalarString();
        default -> record.skip();
      }
    }
    if (Double.isNaN(choice.nats)) {
      throw record.malformedAt(begin, "this choice should have a 'logprob'");
    }
    return choice;
  }

  private static double nats(JsonCursor record) {
    record.peek();
    int begin = record.position();
    double nats = record.numeral();
    if (!BatchAppender.isLogprob(nats)) {
      throw record.malformedAt(
          begin, "log-likelihood " + nats + " is not a logarithm of a probability");
    }
    return nats;
  }

  private static int count(JsonCursor record) {
    record.peek();
    int begin = record.position();
    double number = record.numeral();
    if (number < 0 || number != (int) number) {
      throw record.malformedAt(begin, "this should be a whole number of at least 0");
    }
    return (int) number;
  }

  /** Reads an array that has one element for each choice, if it stands in the record. */
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

  private void weigh(JsonCursor record) {
    if (at(Part.GOLD, record)) {
      if (record.peek() == '[') {
        each(Part.GOLD, "weights", record, choice -> choice.target = record.numeral());
      } else {
        boolean number = record.peek() != '"';
        int right = right(record.scalarString(), number);
        if (right < 0) {
          throw record.malformedAt(
              place(Part.GOLD),
              "'"
                  + record.textString()
                  + "' is none of the "
                  + choices.size()
                  + " choices: neither its number from 0, nor its text, nor its letter");
        }
        for (int choice = 0; choice < choices.size(); choice++) {
          choices.get(choice).target = choice == right ? 1 : 0;
        }
      }
    }
    for (Choice choice : choices) {
      if (Double.isNaN(choice.target)) {
        throw record.malformedAt(
            place(Part.CHOICES), "nothing tells which choice is right: name its path by --gold");
      }
    }
  }

  /** Which choice is meant, by its text before its number or letter; −1 if none. */
  private int right(String gold, boolean number) {
    for (int choice = 0; choice < choices.size() && !number; choice++) {
      if (gold.equals(choices.get(choice).text)) {
        return choice;
      }
    }
    int right =
        NUMBER.matcher(gold).matches()
            ? Integer.parseInt(gold)
            : LETTER.matcher(gold).matches() ? gold.charAt(0) - 'A' : NOWHERE;
    return right < choices.size() ? right : NOWHERE;
  }

  private static void measure(Choice choice) {
    String text = choice.text;
    if (text == null) {
      return;
    }
    if (choice.characters == ChoiceColumn.UNKNOWN) {
      choice.characters = text.codePointCount(0, text.length());
    }
    if (choice.bytes == ChoiceColumn.UNKNOWN) {
      choice.bytes = text.getBytes(UTF_8).length;
    }
  }

  /**
   * Makes the likeliest choice's text the prediction (the first on ties) and the right ones'
   * references, where all have texts.
   *
   * @return tokens of the first right one's text, 0 if none was added
   */
  int addTexts(TextSide.Pair texts, BatchAppender appender) {
    Choice likeliest = choices.get(0);
    for (Choice choice : choices) {
      if (choice.text == null) {
        return 0;
      }
      likeliest = choice.nats > likeliest.nats ? choice : likeliest;
    }
    texts.predictions().add(text(likeliest), appender);
    int tokens = 0;
    boolean first = true;
    for (Choice choice : choices) {
      if (choice.target > 0 && texts.references().add(text(choice), appender)) {
        tokens = first ? texts.references().tokens() : tokens;
        first = false;
      }
    }
    return tokens;
  }

  private static String text(Choice choice) {
    return choice.text == null ? "" : choice.text;
  }
}
