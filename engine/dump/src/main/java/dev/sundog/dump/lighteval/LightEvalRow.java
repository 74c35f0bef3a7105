// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lighteval;

import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.RecordPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a details file: {@code doc}, {@code model_response}. Reused from row to row. */
final class LightEvalRow {
  /** The columns that are read. Files of other versions may lack some. */
  static final List<RecordPath> COLUMNS =
      List.of(
          column("doc", "choices"),
          column("doc", "gold_index"),
          column("doc", "id"),
          column("doc", "query"),
          column("doc", "original_query"),
          column("doc", "sampling_methods"),
          column("model_response", "text"),
          column("model_response", "text_post_processed"),
          column("model_response", "output_tokens"),
          column("model_response", "logprobs"),
          column("model_response", "unconditioned_logprobs"));

  String id = "";

  /** The text whose perplexity is measured: the query before templates, if it was kept. */
  String query = "";

  final List<String> choices = new ArrayList<>();
  final List<Integer> golds = new ArrayList<>();
  final List<String> methods = new ArrayList<>();

  /** The generated texts, without reasoning where lighteval removed it before it scored them. */
  final List<String> texts = new ArrayList<>();

  final List<Double> logprobs = new ArrayList<>();
  final List<Double> unconditioned = new ArrayList<>();

  /** Numbers of tokens of the outputs. */
  final List<Integer> lengths = new ArrayList<>();

  private @Nullable String original;
  private boolean postProcessed;

  static RecordPath column(String... steps) {
    return new RecordPath(List.of(steps));
  }

  void begin() {
    id = "";
    query = "";
    original = null;
    postProcessed = false;
    List.of(choices, golds, methods, texts, logprobs, unconditioned, lengths).forEach(List::clear);
  }

  /** Reads {@code doc}. */
  void doc(JsonCursor record) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "id" -> id = record.scalarString();
        case "query" -> query = original == null ? record.scalarString() : skipped(record, query);
        case "original_query" -> {
          original = record.scalarString();
          query = original;
        }
        case "choices" -> each(record, () -> choices.add(record.scalarString()));
        case "gold_index" -> each(record, () -> golds.add(index(record)));
        case "sampling_methods" -> each(record, () -> methods.add(record.scalarString()));
        default -> record.skip();
      }
    }
  }

  private static String skipped(JsonCursor record, String value) {
    record.skip();
    return value;
  }

  /** Reads {@code model_response}. */
  void response(JsonCursor record) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "text" -> each(record, () -> text(record.scalarString()));
        case "text_post_processed" -> {
          texts.clear();
          postProcessed = true;
          each(record, () -> texts.add(record.scalarString()));
        }
        case "logprobs" -> each(record, () -> logprobs.add(record.numeral()));
        case "unconditioned_logprobs" -> each(record, () -> unconditioned.add(record.numeral()));
        case "output_tokens" -> lengths(record);
        default -> record.skip();
      }
    }
  }

  private void text(String text) {
    if (!postProcessed) {
      texts.add(text);
    }
  }

  private void lengths(JsonCursor record) {
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      int[] tokens = {0};
      each(
          record,
          () -> {
            record.skip();
            tokens[0]++;
          });
      lengths.add(tokens[0]);
    }
  }

  /** Runs an action before every scalar of a value, which may be one or lists of them. */
  private static void each(JsonCursor record, Runnable action) {
    if (record.peek() != '[') {
      action.run();
      return;
    }
    for (boolean more = record.enterArray(); more; more = record.nextElement()) {
      if (!record.skipNull()) {
        each(record, action);
      }
    }
  }

  private static int index(JsonCursor record) {
    int begin = record.position();
    double number = record.number();
    if (number != (int) number) {
      throw record.malformedAt(begin, "a gold_index should be a whole number");
    }
    return (int) number;
  }
}
