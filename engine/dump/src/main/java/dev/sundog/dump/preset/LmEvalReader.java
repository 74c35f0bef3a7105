package dev.sundog.dump.preset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchBuilder;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.dump.DumpOptions;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.text.TextSide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sample files of lm-evaluation-harness: a line per document and filter, of which one filter
 * counts.
 *
 * <ul>
 *   <li>Generated answers: the filtered answer against the target; {@code [invalid]} is a missing
 *       prediction. A target that reads as a Python list of texts, which is how several targets are
 *       written, stands for each of them as well as for itself.
 *   <li>Multiple choice: choices with their log-likelihoods, lengths without the one space before
 *       them, and the unconditional log-likelihood where the file holds it. The prediction is the
 *       text of the likeliest choice (the first of several), the reference that of the right one.
 *   <li>Log-likelihood of a continuation: one choice, right (weight 1) where greedy decoding gives
 *       it, and then also the prediction, else missing.
 *   <li>Rolling log-likelihood of a text: one choice of weight 1, whose text is the prediction; no
 *       reference.
 * </ul>
 */
public final class LmEvalReader implements RecordReader {
  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");
  private static final String INVALID = "[invalid]";
  private static final int ID = 0;
  private static final int TARGET = 1;
  private static final int ARGUMENTS = 2;
  private static final int RESPONSES = 3;
  private static final int FILTER = 4;
  private static final int OTHER = 5;
  private static final byte[][] NAMES =
      Stream.of("doc_id", "target", "arguments", "filtered_resps", "filter")
          .map(name -> name.getBytes(UTF_8))
          .toArray(byte[][]::new);
  private static final int NOWHERE = -1;

  private final TextSide.Pair texts;
  private final GroupWalk groups;
  private final @Nullable String filter;
  private final int[] places = new int[OTHER + 1];
  private final List<String> contexts = new ArrayList<>();
  private final List<String> continuations = new ArrayList<>();
  private final List<String> loglikelihoods = new ArrayList<>();
  private String context = "";
  private @Nullable String continuation;
  private boolean greedy;
  private @Nullable String response;

  private LmEvalReader(DumpOptions options, TextSide.Pair texts) {
    this.texts = texts;
    groups = new GroupWalk(options.by());
    filter = options.filter();
  }

  /** Readers of lines under the filter that the options name, or under all; one per worker. */
  public static Supplier<RecordReader> of(DumpOptions options) {
    TextSide.Pair texts = options.texts();
    new LmEvalReader(options, texts).beginBatch();
    return () -> new LmEvalReader(options, texts.another());
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  /** Finds the parts first: most of a line is never looked into, nor a line of another filter. */
  @Override
  public void read(JsonCursor record, BatchBuilder builder) {
    int begin = record.position();
    Arrays.fill(places, NOWHERE);
    boolean counts = true;
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      int part = part(record);
      if (part == FILTER) {
        counts = filter == null || record.scalarString().equals(filter);
      } else {
        places[part] = record.position();
        record.skip();
      }
    }
    if (!counts) {
      builder.abandonItem();
      return;
    }
    if (places[RESPONSES] == NOWHERE || places[TARGET] == NOWHERE) {
      throw record.malformedAt(begin, "a sample needs 'target' and 'filtered_resps'");
    }
    int end = record.position();
    parts(record, builder);
    record.position(end);
    groups.group(record, begin, builder);
    builder.endItem();
  }

  private static int part(JsonCursor record) {
    record.key();
    int from = record.textFrom();
    int to = from + record.textLength();
    int part = 0;
    while (part < OTHER
        && !Arrays.equals(record.textBytes(), from, to, NAMES[part], 0, NAMES[part].length)) {
      part++;
    }
    return part;
  }

  private void parts(JsonCursor record, BatchBuilder builder) {
    response = null;
    greedy = false;
    loglikelihoods.clear();
    contexts.clear();
    continuations.clear();
    if (places[ID] != NOWHERE) {
      record.position(places[ID]);
      id(record, builder);
    }
    if (places[ARGUMENTS] != NOWHERE) {
      record.position(places[ARGUMENTS]);
      arguments(record);
    }
    record.position(places[RESPONSES]);
    responses(record);
    record.position(places[TARGET]);
    item(record, record.scalarString(), builder);
  }

  private static void id(JsonCursor record, BatchBuilder builder) {
    record.scalar();
    builder.id(record.textBytes(), record.textFrom(), record.textLength());
  }

  /**
   * Contexts and continuations of the requests: {"gen_args_0": {"arg_0": ..., "arg_1": ...}, ...},
   * in older files [[..., ...], ...].
   */
  private void arguments(JsonCursor record) {
    if (record.peek() == '{') {
      for (boolean more = record.enterObject(); more; more = record.nextMember()) {
        record.key();
        request(record);
      }
    } else {
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        request(record);
      }
    }
  }

  private void request(JsonCursor record) {
    context = "";
    continuation = null;
    if (record.peek() == '{') {
      for (boolean more = record.enterObject(); more; more = record.nextMember()) {
        record.key();
        argument(record, record.textString());
      }
    } else {
      int argument = 0;
      for (boolean more = record.enterArray(); more; more = record.nextElement()) {
        argument(record, "arg_" + argument++);
      }
    }
    if (continuation != null) {
      contexts.add(context);
      continuations.add(continuation);
    }
  }

  /** Of a context only whether there is one; a second argument that is no text holds options. */
  private void argument(JsonCursor record, String name) {
    boolean text = record.peek() == '"';
    if (name.equals("arg_0") && text) {
      record.text();
      context = record.textLength() == 0 ? "" : "given";
    } else if (name.equals("arg_1")) {
      if (text) {
        continuation = record.scalarString();
      } else {
        record.skip();
        continuation = "";
      }
    } else {
      record.skip();
    }
  }

  /** A string, or a list of [log-likelihood, is greedy]: the leaves are strings. */
  private void responses(JsonCursor record) {
    boolean more = record.peek() == '[' && record.enterArray();
    for (; more; more = record.nextElement()) {
      if (record.peek() != '[') {
        response = record.scalarString();
        continue;
      }
      boolean inner = record.enterArray();
      if (!inner) {
        throw record.malformed("a response is empty");
      }
      loglikelihoods.add(record.scalarString());
      if (record.nextElement()) {
        greedy = record.scalarString().equalsIgnoreCase("true");
        while (record.nextElement()) {
          record.skip();
        }
      }
    }
  }

  private void item(JsonCursor record, String target, BatchBuilder builder) {
    try {
      if (loglikelihoods.size() > 1) {
        choices(target, builder);
      } else if (loglikelihoods.size() == 1) {
        choice(loglikelihoods.get(0), target, greedy ? 1 : 0, builder);
        texts.references().add(target, builder);
        if (greedy) {
          texts.predictions().add(target, builder);
        }
      } else if (response != null && continuations.isEmpty()) {
        choice(response, target, 1, builder);
        texts.predictions().add(target, builder);
      } else if (response != null) {
        texts.references().add(target, builder);
        for (String other : PythonTexts.parse(target)) {
          texts.references().add(other, builder);
        }
        if (!response.equals(INVALID)) {
          texts.predictions().add(response, builder);
        }
      }
    } catch (IllegalArgumentException e) {
      throw record.malformed("the sample can't be read: " + e.getMessage());
    }
  }

  private static final int UNTOLD = ChoiceColumn.UNKNOWN;

  private void choices(String target, BatchBuilder builder) {
    int entries = loglikelihoods.size();
    if (continuations.size() != entries) {
      throw new IllegalArgumentException(
          entries + " log-likelihoods for " + continuations.size() + " arguments");
    }
    int count = contexts.get(0).isEmpty() ? entries : contexts.indexOf("");
    boolean unconditional = count > 0 && 2 * count == entries;
    count = unconditional ? count : entries;
    int right = right(target, count);
    int likeliest = 0;
    for (int i = 0; i < count; i++) {
      double nats = Double.parseDouble(loglikelihoods.get(i));
      likeliest = nats > Double.parseDouble(loglikelihoods.get(likeliest)) ? i : likeliest;
      String text = answer(i);
      double alone = unconditional ? Double.parseDouble(loglikelihoods.get(count + i)) : Double.NaN;
      builder.choice(
          nats,
          alone,
          i == right ? 1 : 0,
          UNTOLD,
          text.codePointCount(0, text.length()),
          text.getBytes(UTF_8).length);
    }
    texts.predictions().add(answer(likeliest), builder);
    texts.references().add(answer(right), builder);
  }

  /** A choice's text without the one space that joins it to the question. */
  private String answer(int choice) {
    String text = continuations.get(choice);
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  /** Number of the right choice: the target is it, or the choice's text. */
  private int right(String target, int count) {
    Matcher integer = INTEGER.matcher(target);
    if (integer.matches() && Integer.parseInt(target) < count) {
      return Integer.parseInt(target);
    }
    for (int choice = 0; choice < count; choice++) {
      if (answer(choice).equals(target) || continuations.get(choice).equals(target)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("target '" + target + "' is none of the choices");
  }

  private static void choice(
      String loglikelihood, String text, double weight, BatchBuilder builder) {
    builder.choice(
        Double.parseDouble(loglikelihood),
        Double.NaN,
        weight,
        UNTOLD,
        text.codePointCount(0, text.length()),
        text.getBytes(UTF_8).length);
  }
}
