// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.record.GroupWalk;
import dev.sundog.dump.record.RecordReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.text.TextSide;
import dev.sundog.metric.ExternalScoreMetric;
import dev.sundog.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Scores that HELM gave: {@code per_instance_stats.json}, and {@code display_predictions.json},
 * which has the predictions too. An item is an instance under a perturbation in a trial. An item's
 * score is the mean of its statistic; a statistic that counted nothing has none.
 */
final class HelmScoresReader implements RecordReader {
  private static final int MOST_STATISTICS = 10_000;

  private final Map<String, Integer> numbers;
  private final TextSide.Pair texts;
  private final GroupWalk groups;
  private final boolean[] seen;
  private final HelmScores scores = new HelmScores();

  private HelmScoresReader(DumpSpec spec, TextSide.Pair texts, Map<String, Integer> numbers) {
    this.texts = texts;
    this.numbers = numbers;
    groups = new GroupWalk(spec);
    seen = new boolean[numbers.size()];
  }

  /**
   * Readers, one per worker.
   *
   * @param statistics names of all statistics that the files hold
   */
  public static Supplier<RecordReader> of(DumpSpec spec, List<String> statistics) {
    TextSide.Pair texts = TextSide.Pair.of(spec);
    Map<String, Integer> numbers = new HashMap<>();
    statistics.forEach(name -> numbers.put(name, numbers.size()));
    new HelmScoresReader(spec, texts, numbers).beginBatch();
    return () -> new HelmScoresReader(spec, texts.another(), numbers);
  }

  /** Adds the names of all statistics of a file, in the order in which they come. */
  public static void statistics(BlockSplitter file, Set<String> names) {
    JsonCursor cursor = new JsonCursor();
    HelmScores scores = new HelmScores();
    for (RecordBlock frame = file.next(); frame != null; frame = file.next()) {
      for (int i = 0; i < frame.count(); i++) {
        cursor.reset(frame, i);
        scores.read(cursor, (name, mean, at) -> names.add(name));
        if (names.size() > MOST_STATISTICS) {
          throw cursor.malformed("more than " + MOST_STATISTICS + " names of statistics");
        }
      }
    }
  }

  /** The metrics of statistics, by their names. */
  public static List<Metric> metrics(Iterable<String> statistics) {
    List<Metric> metrics = new ArrayList<>();
    for (String name : statistics) {
      metrics.add(new ExternalScoreMetric("HELM", name, metrics.size()));
    }
    return metrics;
  }

  @Override
  public void beginBatch() {
    texts.beginBatch();
  }

  @Override
  public void read(JsonCursor record, BatchAppender appender) {
    int begin = record.position();
    Arrays.fill(seen, false);
    scores.read(record, (name, mean, at) -> score(name, mean, at, appender));
    byte[] name = scores.name().getBytes(UTF_8);
    appender.id(name, 0, name.length);
    if (scores.prediction != null) {
      texts.predictions().add(scores.prediction, appender);
    }
    groups.group(record, begin, appender);
    appender.endItem();
  }

  private void score(String name, double mean, JsonCursor record, BatchAppender appender) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw record.malformed("the file was changed: statistic '" + name + "' is new");
    }
    if (seen[number]) {
      throw record.malformed("statistic \"" + name + "\" occurs twice in this instance");
    }
    seen[number] = true;
    if (!Double.isNaN(mean)) {
      appender.externalScore(ExternalScoreMetric.valueColumn(number), mean);
    }
  }
}
