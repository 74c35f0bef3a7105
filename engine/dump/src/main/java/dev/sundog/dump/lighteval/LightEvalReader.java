// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lighteval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.Tally;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;
import dev.sundog.metric.ExternalScoreMetric;
import java.util.List;
import java.util.function.Supplier;

/**
 * Rows of details files of lighteval.
 *
 * <ul>
 *   <li>Generated answers: the first text against the gold choices.
 *   <li>Log-likelihoods of choices: choices of those weights, lengths without the one space before
 *       them. The prediction is the text of the likeliest choice, the references those of the right
 *       ones.
 *   <li>Perplexity: one choice of weight 1, the query.
 * </ul>
 */
final class LightEvalReader implements RecordReader {
  private final List<String> metrics;
  private final TextSide.Pair texts;
  private final GroupWalk groups;
  private final LightEvalRow row = new LightEvalRow();

  private LightEvalReader(DumpSpec spec, TextSide.Pair texts, List<String> metrics) {
    this.texts = texts;
    this.metrics = metrics;
    groups = new GroupWalk(spec);
  }

  /** Readers of rows with recorded metrics, one per worker. */
  static Supplier<ItemReader> of(DumpSpec spec, List<String> metrics) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    new LightEvalReader(spec, texts, metrics).beginBatch();
    return RecordReader.ofBlocks(() -> new LightEvalReader(spec, texts.another(), metrics));
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    int begin = record.position();
    row.begin();
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      String name = record.textString();
      if (record.skipNull()) {
        continue;
      }
      switch (name) {
        case "doc" -> row.doc(record);
        case "model_response" -> row.response(record);
        case "metric" -> metrics(record, appender);
        default -> record.skip();
      }
    }
    if (!row.id.isEmpty()) {
      byte[] id = row.id.getBytes(UTF_8);
      appender.id(id, 0, id.length);
    }
    item(appender);
    groups.group(record, begin, appender);
    appender.endItem();
  }

  private void metrics(JsonCursor record, BatchAppender appender) {
    for (boolean more = record.enterObject(); more; more = record.nextMember()) {
      record.key();
      int metric = metrics.indexOf(record.textString());
      if (metric < 0 || record.peek() == 'n') {
        record.skip();
      } else {
        boolean word = record.peek() == 't' || record.peek() == 'f';
        double value = word ? (record.scalarString().equals("true") ? 1 : 0) : record.number();
        appender.externalScore(ExternalScoreMetric.valueColumn(metric), value);
      }
    }
  }

  private void item(BatchAppender appender) {
    boolean told = !row.methods.isEmpty();
    if (row.methods.contains("PERPLEXITY")) {
      double nats = row.logprobs.stream().mapToDouble(Double::doubleValue).sum();
      choice(row.query, nats, Double.NaN, 1, 0, appender);
    } else if (told ? row.methods.contains("LOGPROBS") : row.texts.isEmpty()) {
      choices(appender);
    } else {
      answer(appender);
    }
  }

  private void answer(BatchAppender appender) {
    if (!row.choices.isEmpty()) {
      for (int gold : row.golds) {
        texts.references().add(row.choices.get(checked(gold, appender)), appender);
      }
    }
    if (!row.texts.isEmpty()) {
      texts.predictions().add(row.texts.getFirst(), appender);
    }
    if (row.texts.size() > 1) {
      appender.tallies().add(Tally.ITEMS_WITH_UNREAD_ANSWERS, 1);
      appender.tallies().add(Tally.UNREAD_ANSWERS, row.texts.size() - 1L);
    }
  }

  private void choices(BatchAppender appender) {
    int count = row.choices.size();
    if (row.logprobs.size() != count) {
      throw appender
          .position()
          .malformed(row.logprobs.size() + " log-probs for " + count + " choices");
    }
    if (row.golds.isEmpty()) {
      appender.tallies().add(Tally.ITEMS_WITHOUT_GOLD, 1);
      return;
    }
    for (int gold : row.golds) {
      texts.references().add(plain(row.choices.get(checked(gold, appender))), appender);
    }
    boolean alone = row.unconditioned.size() == count;
    int likeliest = 0;
    for (int i = 0; i < count; i++) {
      double nats = row.logprobs.get(i);
      likeliest = nats > row.logprobs.get(likeliest) ? i : likeliest;
      choice(
          plain(row.choices.get(i)),
          nats,
          alone ? row.unconditioned.get(i) : Double.NaN,
          row.golds.contains(i) ? 1 : 0,
          row.lengths.size() == count ? row.lengths.get(i) : 0,
          appender);
    }
    texts.predictions().add(plain(row.choices.get(likeliest)), appender);
  }

  /** A choice's text without the one space that joins it to the question. */
  private static String plain(String text) {
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  private int checked(int gold, BatchAppender appender) {
    int count = row.choices.size();
    if (gold < 0 || gold >= count) {
      throw appender
          .position()
          .malformed("gold_index " + gold + " is none of " + count + " choices");
    }
    return gold;
  }

  private static void choice(
      String text, double nats, double alone, double weight, int tokens, BatchAppender appender) {
    appender.choice(
        nats,
        alone,
        weight,
        tokens == 0 ? ChoiceColumn.UNKNOWN : tokens,
        text.codePointCount(0, text.length()),
        text.getBytes(UTF_8).length);
  }
}
