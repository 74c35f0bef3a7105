// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States that leave a process and are merged in another: the same bits as in one process. */
class EncodedStateTest {
  private static final long SEED = Long.getLong("sundog.seed", 20250531);
  private static final int PARTS = 7;
  private static final int ITEMS_PER_PART = 40;
  private static final List<Metric> METRICS = Metrics.all();

  private final Random random = new Random(SEED);

  /** What one process knows of its items. */
  private static final class Run {
    private final Aggregator aggregator;
    private final ItemValues values;

    private Run(List<String> keyNames, AggregateOptions options) {
      aggregator = new Aggregator(METRICS, keyNames, 100);
      values = new ItemValues(METRICS, options, keyNames, 1 << 30);
    }

    private void add(long firstItem, SequenceBatch batch) {
      List<ScoreColumn> scores = scores(batch);
      aggregator.add(batch, scores);
      values.add(values.copy(firstItem, batch, scores));
    }

    private String summary(AggregateOptions options) {
      return aggregator.summary(options, values, 1).toJson();
    }
  }

  private static List<ScoreColumn> scores(SequenceBatch batch) {
    List<ScoreColumn> scores = new ArrayList<>();
    try (BatchCounts counts = new BatchCounts()) {
      for (Metric metric : METRICS) {
        ScoreBuffer buffer = new ScoreBuffer(metric.description().aggregation());
        buffer.reset(batch.items());
        metric.score(batch, Kernels.select(), counts, buffer);
        scores.add(buffer.column());
      }
      return scores;
    }
  }

  private SequenceBatch batch(BatchAppender appender, GroupKeys keys) {
    appender.clear();
    for (int item = 0; item < ITEMS_PER_PART; item++) {
      if (random.nextInt(9) > 0) {
        int[] prediction = tokens();
        byte[] text = Arrays.toString(prediction).getBytes(UTF_8);
        appender.prediction(prediction).predictionText(text, 0, text.length);
      }
      if (random.nextInt(9) > 0) {
        int[] reference = tokens();
        byte[] text = Arrays.toString(reference).getBytes(UTF_8);
        appender.reference(reference).referenceText(text, 0, text.length);
      }
      for (int token = random.nextInt(5); token > 0; token--) {
        appender.logprob(-9 * random.nextFloat());
      }
      appender.endLogprobs();
      for (int choice = random.nextInt(4); choice > 0; choice--) {
        appender.choice(-9 * random.nextDouble(), -1, random.nextInt(2), 2, 3, 4);
      }
      if (!keys.names().isEmpty()) {
        appender.group(keys.code(List.of("" + random.nextInt(4), "é")));
      }
      appender.endItem();
    }
    return appender.finish();
  }

  private int[] tokens() {
    return random.ints(random.nextInt(12), 0, 3).toArray();
  }

  private static AggregateOptions everything() {
    return new AggregateOptions(
        IntervalMethod.BOOTSTRAP,
        0.9,
        50,
        7,
        List.of(0.25, 0.5),
        new CalibrationOptions("choice_confidence", "acc", 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "size,language"})
  void partsMergedInAnyOrderGiveTheBitsOfOneProcess(String names) {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    List<String> keyNames = names.isEmpty() ? List.of() : List.of(names.split(","));
    AggregateOptions options = everything();
    Run whole = new Run(keyNames, options);
    List<byte[]> states = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      GroupKeys keys = new GroupKeys(keyNames);
      try (BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, keys)) {
        SequenceBatch batch = batch(appender, keys);
        Run own = new Run(keyNames, options);
        own.add(0, batch);
        whole.add((long) part * ITEMS_PER_PART, batch);
        states.add(own.aggregator.encode());
        values.add(own.values.encode());
      }
    }
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
    Collections.shuffle(order, random);
    Run merged = new Run(keyNames, options);
    for (int part : order) {
      merged.aggregator.merge(states.get(part));
      merged.values.merge(values.get(part), (long) part * ITEMS_PER_PART);
    }
    assertThat(merged.aggregator.encode()).isEqualTo(whole.aggregator.encode());
    String expected = whole.summary(options);
    assertThat(expected).contains("\"quantiles\"", "\"by_mass\"", "SKIPPED_NO_REFERENCE");
    assertThat(merged.summary(options)).isEqualTo(expected);
  }

  /** Values of every magnitude, so that sums use words from the lowest to the highest. */
  private MetricState state(Metric metric, int items) {
    MetricState state = new MetricState(metric.description());
    ScoreBuffer buffer = new ScoreBuffer(metric.description().aggregation());
    buffer.reset(items);
    for (int item = 0; item < items; item++) {
      if (random.nextInt(5) == 0) {
        buffer.skip(item, Status.of(1 + random.nextInt(Status.count() - 1)));
      } else {
        double value = random.nextGaussian() * Math.scalb(1.0, random.nextInt(200) - 100);
        buffer.setProduct(item, value, 1 + random.nextDouble(), 1 + random.nextDouble());
      }
    }
    state.add(buffer.column(), 0, items);
    return state;
  }

  @Test
  void everyMetricsStateSurvivesTheRoundTrip() {
    for (Metric metric : METRICS) {
      for (int items : new int[] {0, 1, 100}) {
        MetricState state = state(metric, items);
        MetricState decoded = MetricState.decode(metric.description(), state.encode());
        assertThat(decoded.encode()).isEqualTo(state.encode());
        assertThat(decoded.summary(AggregateOptions.STANDARD))
            .isEqualTo(state.summary(AggregateOptions.STANDARD));
      }
    }
  }

  /** Any cut and any changed byte is refused by a message, or read as other sums. */
  @Test
  void hostileBytesAreRefused() {
    Metric metric = Metrics.named("logprob_mean");
    byte[] bytes = state(metric, 30).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> MetricState.decode(metric.description(), cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("malformed metric state, byte ");
    }
    int refused = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        MetricState.decode(metric.description(), changed).summary(AggregateOptions.STANDARD);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("malformed metric state, byte ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2_000);
  }

  @Test
  void bytesOfSomethingElseAreRefusedByName() {
    byte[] bytes = state(Metrics.named("acc"), 3).encode();
    assertThatThrownBy(() -> MetricState.decode(Metrics.named("mer").description(), bytes))
        .hasMessageContaining("the metric is acc, expected mer");
    byte[] later = bytes.clone();
    later[4] = 3;
    assertThatThrownBy(() -> MetricState.decode(Metrics.named("acc").description(), later))
        .hasMessageContaining("byte 4: version 3; supported: 2");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> MetricState.decode(Metrics.named("acc").description(), longer))
        .hasMessageContaining("1 bytes after the end");
    Run run = new Run(List.of(), everything());
    assertThatThrownBy(() -> run.values.merge(run.aggregator.encode(), 0))
        .hasMessageContaining("no bytes of item values");
    assertThatThrownBy(
            () -> run.aggregator.merge(new Run(List.of("size"), everything()).aggregator.encode()))
        .hasMessageContaining("the key is [size], expected []");
  }

  @Test
  void keptValuesHaveLimitsAndPlaces() {
    ItemValues small = new ItemValues(METRICS, everything(), List.of(), 1000);
    GroupKeys keys = new GroupKeys(List.of());
    try (BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, keys)) {
      Run run = new Run(List.of(), everything());
      run.add(0, batch(appender, keys));
      byte[] values = run.values.encode();
      assertThatThrownBy(() -> small.merge(values, 0)).isInstanceOf(LimitExceededException.class);
      run.values.merge(values, ITEMS_PER_PART - 1);
      assertThatThrownBy(() -> run.summary(everything()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("item 39 was added twice");
      byte[] grouped = values.clone();
      Arrays.fill(grouped, grouped.length - 8, grouped.length, (byte) 0xFF);
      assertThatThrownBy(() -> run.values.merge(Arrays.copyOf(grouped, grouped.length - 1), 0))
          .hasMessageStartingWith("malformed item values, byte ");
    }
  }
}
