// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Tally;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.LogprobReader;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;
import dev.sundog.metric.ExternalScoreMetric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Samples of logs of Inspect: the answer against the targets, with the scores that Inspect's
 * scorers gave. The epochs of a sample have its id: they are samples of one item.
 */
final class InspectReader implements RecordReader {
  private final Map<String, Integer> numbers;
  private final TextSide.Pair texts;
  private final GroupWalk groups;
  private final InspectSample sample = new InspectSample();
  private final LogprobReader logprobs = new LogprobReader();

  private InspectReader(DumpSpec spec, TextSide.Pair texts, Map<String, Integer> numbers) {
    this.texts = texts;
    this.numbers = numbers;
    groups = new GroupWalk(spec);
  }

  /**
   * Readers, one per worker.
   *
   * @param names names of all scores of the dump
   */
  static Supplier<RecordReader> of(DumpSpec spec, List<String> names) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    new InspectReader(spec, texts, numbers).beginBatch();
    return () -> new InspectReader(spec, texts.another(), numbers);
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    int begin = record.position();
    sample.read(record);
    int end = record.position();
    byte[] id = String.valueOf(sample.id).getBytes(UTF_8);
    appender.id(id, 0, id.length);
    for (String target : sample.targets) {
      texts.references().add(target, appender);
    }
    if (sample.answer != null) {
      texts.predictions().add(sample.answer, appender);
    }
    if (sample.unreadAnswers > 0) {
      appender.tallies().add(Tally.ITEMS_WITH_UNREAD_ANSWERS, 1);
      appender.tallies().add(Tally.UNREAD_ANSWERS, sample.unreadAnswers);
    }
    if (sample.logprobs() >= 0) {
      record.position(sample.logprobs());
      logprobs.read(record, appender);
    }
    if (sample.scores() >= 0) {
      record.position(sample.scores());
      InspectScores.read(record, (name, value, at) -> score(name, value, at, appender));
    }
    record.position(end);
    groups.group(record, begin, appender);
    appender.endItem();
  }

  /** NaN is Inspect's mark of a sample without a score. */
  private void score(String name, double value, JsonCursor record, BatchAppender appender) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw record.malformed("the file was changed: score \"" + name + "\" is new");
    }
    if (!Double.isNaN(value)) {
      appender.externalScore(ExternalScoreMetric.valueColumn(number), value);
    }
  }
}
