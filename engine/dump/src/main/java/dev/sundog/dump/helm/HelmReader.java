// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Message;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.Tokenizer;
import dev.sundog.dump.text.TextSide;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Scenario states of HELM.
 *
 * <ul>
 *   <li>Generated answers: a state is an item. The completion against all references that are
 *       tagged correct, with the log-probs of its tokens behind the conditioning ones. Where
 *       letters stand for answers ({@code output_mapping}), the answer is the prediction, and a
 *       text that is no letter is none.
 *   <li>Multiple choice, a request for each reference: all states of an instance, which stand
 *       together, are an item. A choice's log-likelihood is that of the tokens in which the
 *       reference's text ends the completion; with a calibration request also the unconditional
 *       one. The prediction is HELM's: the best choice by log-likelihood per token, of calibrated
 *       ones by log-likelihood less the unconditional one; the first of several.
 * </ul>
 *
 * <p>HELM takes as many last tokens as its own tokenizer makes of a space and the reference, which
 * are other tokens where the model's tokenizer is another. A tokenizer that the user names is taken
 * for HELM's, and does the same.
 */
final class HelmReader implements RecordReader {
  private final TextSide.Pair texts;
  private final GroupWalk groups;
  private final boolean helmsTokenizer;
  private final boolean choices;
  private final HelmState state = new HelmState();
  private double[] given = {};
  private double[] alone = {};
  private int[] tokens = {};

  private HelmReader(DumpSpec spec, TextSide.Pair texts, boolean choices) {
    this.texts = texts;
    this.choices = choices;
    groups = new GroupWalk(spec);
    helmsTokenizer = spec.tokenizer() != Tokenizer.WHITESPACE;
  }

  /**
   * Readers, one per worker.
   *
   * @param choices whether states ask about one reference each
   */
  public static Supplier<RecordReader> of(DumpSpec spec, boolean choices) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    new HelmReader(spec, texts, choices).beginBatch();
    return () -> new HelmReader(spec, texts.another(), choices);
  }

  /** Whether a state belongs to the item of the one before it. */
  public static boolean continues(JsonCursor record) {
    return HelmState.continues(record);
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    int begin = record.position();
    item(record, begin, appender);
    groups.group(record, begin, appender);
    appender.endItem();
  }

  private void item(JsonCursor record, int begin, BatchAppender appender) {
    state.read(record);
    byte[] name = state.name().getBytes(UTF_8);
    if (name.length > 0) {
      appender.id(name, 0, name.length);
    }
    for (int reference : state.correct.stream().toArray()) {
      texts.references().add(state.references.get(reference), appender);
    }
    if (choices) {
      choices(record, begin, appender);
    } else {
      generated(record, begin, appender);
    }
  }

  private void generated(JsonCursor record, int begin, BatchAppender appender) {
    if (state.reference != HelmState.NO_REFERENCE) {
      throw record.malformedAt(begin, "a request about one reference among generated answers");
    }
    String answer = state.completion;
    if (answer != null && state.mapping != null) {
      answer = state.mapping.get(answer.strip());
    }
    if (answer != null) {
      texts.predictions().add(answer, appender);
    }
    if (state.completion != null) {
      for (int token = state.firstToken(); token < state.tokens.size(); token++) {
        appender.logprob((float) state.logprobs[token]);
      }
      appender.endLogprobs();
    }
  }

  private void choices(JsonCursor record, int begin, BatchAppender appender) {
    int count = state.references.size();
    begin(count);
    String name = state.name();
    while (true) {
      if (!state.name().equals(name) || state.references.size() != count) {
        throw record.malformedAt(
            begin, "the requests of instance " + state.name() + " are not adjacent");
      }
      choice(record, begin, appender);
      if (record.atEnd()) {
        break;
      }
      record.position(record.position() + 1);
      record.peek();
      begin = record.position();
      state.read(record);
    }
    int best = best(record, begin, count);
    for (int choice = 0; choice < count; choice++) {
      String text = state.references.get(choice);
      appender.choice(
          given[choice],
          alone[choice],
          state.correct.get(choice) ? 1 : 0,
          tokens[choice],
          text.codePointCount(0, text.length()),
          text.getBytes(UTF_8).length);
    }
    texts.predictions().add(state.references.get(best), appender);
  }

  private void begin(int count) {
    if (given.length < count) {
      given = new double[count];
      alone = new double[count];
      tokens = new int[count];
    }
    Arrays.fill(given, 0, count, Double.NaN);
    Arrays.fill(alone, 0, count, Double.NaN);
  }

  /** Takes the log-likelihood of the state's reference. */
  private void choice(JsonCursor record, int begin, BatchAppender appender) {
    int choice = state.reference;
    if (choice < 0 || choice >= state.references.size()) {
      throw record.malformedAt(begin, "'reference_index' is none of the references");
    }
    double[] target = state.calibration ? alone : given;
    if (!Double.isNaN(target[choice])) {
      throw record.malformedAt(
          begin, "reference " + choice + " of instance " + state.name() + " occurs twice");
    }
    String text = state.references.get(choice);
    int from;
    int to = state.tokens.size();
    int length;
    if (helmsTokenizer) {
      length = texts.references().tokensOf(" " + text, appender);
      from = Math.max(0, to - length);
    } else {
      int textFrom = String.join("", state.tokens).lastIndexOf(text);
      if (text.isEmpty() || textFrom < 0) {
        throw record.malformedAt(
            begin,
            Message.of(
                "the tokens of the completion do not hold the text of reference {}. Set {} to the"
                    + " tokenizer of HELM, whose number of tokens is then used",
                choice,
                Field.TOKENIZER));
      }
      from = tokenAt(textFrom);
      to = tokenAt(textFrom + text.length() - 1) + 1;
      length = to - from;
    }
    double nats = 0;
    for (int token = from; token < to; token++) {
      nats += state.logprobs[token];
    }
    target[choice] = nats;
    if (!state.calibration) {
      tokens[choice] = length;
    }
  }

  /** The token that holds a character of the tokens' joined text. */
  private int tokenAt(int character) {
    int token = 0;
    for (int end = state.tokens.get(0).length(); end <= character; ) {
      end += state.tokens.get(++token).length();
    }
    return token;
  }

  private int best(JsonCursor record, int begin, int count) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int choice = 0; choice < count; choice++) {
      if (Double.isNaN(given[choice])) {
        throw record.malformedAt(
            begin, "instance " + state.name() + " has no request about reference " + choice);
      }
      double score =
          Double.isNaN(alone[choice])
              ? given[choice] / tokens[choice]
              : given[choice] - alone[choice];
      if (best < 0 || score > highest) {
        best = choice;
        highest = score;
      }
    }
    return best;
  }
}
