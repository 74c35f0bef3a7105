// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.ScoreBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatorTest {
  private static final List<Metric> METRICS = List.of(Metrics.named("exact_match"));

  private final GroupKeys keys = new GroupKeys(List.of("size"));
  private final BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, keys);
  private final ScoreBuffer buffer = new ScoreBuffer(Aggregation.MEAN);

  @AfterEach
  void close() {
    appender.close();
  }

  /** A batch of an item per key, of which those of an empty key lack the prediction. */
  private void add(Aggregator aggregator, String... sizes) {
    appender.clear();
    for (String size : sizes) {
      if (!size.isEmpty()) {
        appender.prediction(new int[] {1});
      }
      appender.reference(new int[] {1}).group(keys.code(List.of(size))).endItem();
    }
    SequenceBatch batch = appender.finish();
    buffer.reset(sizes.length);
    for (int item = 0; item < sizes.length; item++) {
      buffer.set(item, sizes[item].length());
    }
    aggregator.add(batch, List.of(buffer.column()));
  }

  private static Summary summary(Aggregator aggregator) {
    return aggregator.summary(AggregateOptions.STANDARD, null, 1);
  }

  private static Stream<String> lines(Aggregator aggregator) {
    return summary(aggregator).groups().stream()
        .map(group ->
            String.format(
                "%s: %d items, %d without prediction, sum %.0f",
                group.key(),
                group.items(),
                group.noPrediction(),
                group.metric("exact_match").sum()));
  }

  @Test
  void groupsStandInTheOrderOfTheirSizes() {
    Aggregator aggregator = new Aggregator(METRICS, keys.names(), 100);
    add(aggregator, "9", "9", "10", "b", "-2", "9", "", "a", "1e3", "10", "");
    assertThat(lines(aggregator))
        .containsExactly(
            "[-2]: 1 items, 0 without prediction, sum 2",
            "[9]: 3 items, 0 without prediction, sum 3",
            "[10]: 2 items, 0 without prediction, sum 4",
            "[1e3]: 1 items, 0 without prediction, sum 3",
            "[]: 2 items, 2 without prediction, sum 0",
            "[a]: 1 items, 0 without prediction, sum 1",
            "[b]: 1 items, 0 without prediction, sum 1");
  }

  @Test
  void workersAreJoinedByKeyNotByCode() {
    Aggregator one = new Aggregator(METRICS, keys.names(), 100);
    Aggregator two = new Aggregator(METRICS, keys.names(), 100);
    add(one, "x", "y", "x");
    GroupKeys others = new GroupKeys(List.of("size"));
    try (BatchAppender other = new BatchAppender(BatchLimits.DEFAULT, others)) {
      other.prediction(new int[0]).reference(new int[0]).group(others.code(List.of("y"))).endItem();
      buffer.reset(1);
      buffer.set(0, 5);
      two.add(other.finish(), List.of(buffer.column()));
    }
    one.merge(two);
    assertThat(lines(one))
        .containsExactly(
            "[x]: 2 items, 0 without prediction, sum 2",
            "[y]: 2 items, 0 without prediction, sum 6");
  }

  @Test
  void withoutKeyNamesThereIsOneGroupEvenOfNothing() {
    Summary nothing = summary(new Aggregator(METRICS, List.of(), 1));
    assertThat(nothing.items()).isZero();
    assertThat(nothing.metric("exact_match").mean()).isNaN();
    assertThat(nothing.toJson())
        .contains("\"key\": {}")
        .contains("\"mean\": null")
        .contains("\"intervals\": {\"method\": \"wilson\", \"confidence\": 0.95}")
        .contains("\"low\": null, \"high\": null}");
    assertThat(summary(new Aggregator(METRICS, keys.names(), 1)).groups()).isEmpty();
  }

  @Test
  void moreGroupsThanTheLimitAreRefused() {
    Aggregator aggregator = new Aggregator(METRICS, keys.names(), 2);
    add(aggregator, "x", "y", "x");
    assertThatThrownBy(() -> add(aggregator, "x", "z"))
        .isInstanceOfSatisfying(
            LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo(Limit.GROUPS));
  }

  @Test
  void keysAreWrittenAsJsonText() {
    Aggregator aggregator = new Aggregator(METRICS, keys.names(), 2);
    add(aggregator, "a\"b\\\n</script>\u2028é");
    assertThat(summary(aggregator).toJson())
        .contains("\"size\": \"a\\\"b\\\\\\u000a\\u003c/script>\\u2028é\"");
  }
}
