// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run gives the same bytes for any number of workers and any batch size. */
class SameAnswerTest {
  private static final int ITEMS = 4_500;
  private static final Evaluator EVALUATOR = Evaluator.of(Metrics.all());
  private static final Summary EXPECTED =
      EVALUATOR.withThreads(1).run(new RandomSource(ITEMS, ITEMS));

  static Stream<List<Integer>> threadsAndBatchSizes() {
    return Stream.of(1, 2, 3, 7, 16)
        .flatMap(
            threads -> Stream.of(1, 63, 64, 4_096, ITEMS).map(items -> List.of(threads, items)));
  }

  @ParameterizedTest
  @MethodSource("threadsAndBatchSizes")
  void summary(List<Integer> threadsAndBatchSize) {
    Evaluator evaluator = EVALUATOR.withThreads(threadsAndBatchSize.get(0));
    Summary summary = evaluator.run(new RandomSource(ITEMS, threadsAndBatchSize.get(1)));
    assertThat(summary.toJson()).isEqualTo(EXPECTED.toJson());
    assertThat(summary.items()).isEqualTo(ITEMS);
    assertThat(summary.groups()).hasSize(21);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void perItemOutputIsInTheOrderOfTheInput(int threads) {
    List<String> lines = new ArrayList<>();
    ScoreSink sink =
        (first, batch, metrics, scores) -> {
          List<String> batchLines = new ArrayList<>();
          for (int item = 0; item < batch.items(); item++) {
            batchLines.add(first + item + " " + id(batch, item) + " " + scores.get(0).value(item));
          }
          return () -> lines.addAll(batchLines);
        };
    EVALUATOR.withThreads(threads).withSink(sink).run(new RandomSource(ITEMS, 37));
    assertThat(lines).hasSize(ITEMS);
    for (int item = 0; item < ITEMS; item++) {
      assertThat(lines.get(item)).startsWith(item + " " + item + " ");
    }
  }

  private static String id(SequenceBatch batch, int item) {
    var ids = batch.ids();
    return ids == null ? "" : new String(ids.toBytes(item), UTF_8);
  }
}
