// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.IntervalMethod;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.cli.chart.Chart;
import dev.sundog.run.BatchSource;
import dev.sundog.run.BatchTask;
import dev.sundog.run.Evaluator;
import dev.sundog.run.ScoreSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LengthStrataTest {
  private static final Evaluator EVALUATOR =
      Evaluator.of("exact_match", "token_edit_distance", "token_error_rate").withThreads(1);

  private static int[][] sequences(SplittableRandom random, int[] lengths) {
    int[][] sequences = new int[lengths.length][];
    for (int i = 0; i < lengths.length; i++) {
      sequences[i] = random.ints(lengths[i], 0, 2).toArray();
    }
    return sequences;
  }

  /** What a run over the items of one stratum alone comes to. */
  private static List<MetricSummary> alone(
      int[][] predictions, int[][] references, int from, int to) {
    List<int[]> own = new ArrayList<>();
    List<int[]> gold = new ArrayList<>();
    for (int i = 0; i < references.length; i++) {
      if (references[i].length >= from && references[i].length <= to) {
        own.add(predictions[i]);
        gold.add(references[i]);
      }
    }
    try (SequenceBatch batch =
        SequenceBatch.of(own.toArray(int[][]::new), gold.toArray(int[][]::new))) {
      return EVALUATOR.scores(batch).summary().groups().getFirst().metrics();
    }
  }

  @Test
  void everyStratumIsWhatItsItemsAloneComeTo() {
    SplittableRandom random = new SplittableRandom(5);
    int[] lengths = random.ints(2000, 0, 10).toArray();
    int[][] references = sequences(random, lengths);
    int[][] predictions = sequences(random, lengths);
    AtomicInteger taken = new AtomicInteger();
    ScoreSink other = (first, batch, metrics, scores) -> () -> taken.addAndGet(batch.items());
    LengthStrata strata = new LengthStrata(other, AggregateOptions.STANDARD);
    try (Slices slices = new Slices(predictions, references)) {
      EVALUATOR.withThreads(3).withSink(strata).run(slices);
    }
    assertThat(taken).hasValue(2000);
    TreeMap<Integer, List<MetricSummary>> expected = new TreeMap<>();
    expected.put(0, alone(predictions, references, 0, 0));
    expected.put(1, alone(predictions, references, 1, 1));
    expected.put(2, alone(predictions, references, 2, 2));
    expected.put(4, alone(predictions, references, 3, 4));
    expected.put(8, alone(predictions, references, 5, 8));
    expected.put(16, alone(predictions, references, 9, 16));
    assertThat(strata.summaries()).isEqualTo(expected);
  }

  @Test
  void strataHaveARowPerMetricAndAChartWhereThereIsMoreThanOne() {
    int[][] references = {{}, {1}, {1, 2, 3}, {1, 2, 3, 4}, {1, 2, 3, 4, 5}};
    int[][] predictions = {{}, {1}, {1, 2}, {1, 2, 3, 4}, {}};
    AggregateOptions options =
        new AggregateOptions(IntervalMethod.BOOTSTRAP, 0.95, 10, 1, List.of(), null);
    LengthStrata strata = new LengthStrata(ScoreSink.NONE, options);
    LengthStrata one = new LengthStrata(ScoreSink.NONE, options);
    try (Slices all = new Slices(predictions, references);
        Slices first = new Slices(new int[][] {{1}}, new int[][] {{2}})) {
      EVALUATOR.withSink(strata).run(all);
      EVALUATOR.withSink(one).run(first);
    }
    LengthCharts charts = new LengthCharts(strata);
    assertThat(charts.charts())
        .extracting(Chart::title)
        .containsExactly(
            "exact_match by target length",
            "token_edit_distance by target length",
            "token_error_rate by target length");
    assertThat(charts.charts().getFirst().words())
        .contains("exact_match from 1 at 1 to 0 at 8, 3 points");
    assertThat(charts.html().split("<td>exact_match</td>")).hasSize(5);
    assertThat(new LengthCharts(one).html()).isEmpty();
    assertThat(new LengthCharts(new LengthStrata(ScoreSink.NONE, options)).charts()).isEmpty();
  }

  /** A hundred pairs a batch. */
  private static final class Slices implements BatchSource {
    private static final int ITEMS = 100;

    private final int[][] predictions;
    private final int[][] references;
    private final List<SequenceBatch> batches = new ArrayList<>();
    private int next;

    private Slices(int[][] predictions, int[][] references) {
      this.predictions = predictions;
      this.references = references;
    }

    @Override
    public List<String> keyNames() {
      return List.of();
    }

    @Override
    public @Nullable BatchTask next() {
      int from = next;
      next = Math.min(references.length, from + ITEMS);
      if (from == next) {
        return null;
      }
      SequenceBatch batch =
          SequenceBatch.of(
              Arrays.copyOfRange(predictions, from, next),
              Arrays.copyOfRange(references, from, next));
      batches.add(batch);
      return builder -> batch;
    }

    @Override
    public void close() {
      batches.forEach(SequenceBatch::close);
    }
  }
}
