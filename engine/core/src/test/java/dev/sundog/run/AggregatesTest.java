// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.CalibrationOptions;
import dev.sundog.aggregate.GroupCalibration;
import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.IntervalMethod;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Calibration;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a summary makes of single items: bootstrap intervals and quantiles. */
class AggregatesTest {
  private static final int ITEMS = 4_500;
  private static final List<Metric> METRICS =
      Metrics.named(
          List.of(
              "exact_match",
              "token_edit_distance",
              "token_error_rate",
              "wip",
              "wil",
              "logprob_sum",
              "perplexity"));
  private static final AggregateOptions OPTIONS =
      new AggregateOptions(IntervalMethod.BOOTSTRAP, 0.9, 200, 7, List.of(0.9, 0.0, 0.5), null);
  private static final Evaluator EVALUATOR = Evaluator.of(METRICS).withAggregates(OPTIONS);

  /** Numerators, both weights, and whether there is a value, by group and metric. */
  private static final class Columns implements ScoreSink {
    private final Map<List<String>, List<List<double[]>>> byGroup = new HashMap<>();

    @Override
    public Runnable prepare(
        long first, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
      return () -> {
        for (int item = 0; item < batch.items(); item++) {
          List<List<double[]>> group =
              byGroup.computeIfAbsent(
                  batch.groupKeys().key(batch.group(item)),
                  unseen ->
                      Stream.<List<double[]>>generate(ArrayList::new)
                          .limit(metrics.size())
                          .toList());
          for (int metric = 0; metric < metrics.size(); metric++) {
            ScoreColumn column = scores.get(metric);
            group
                .get(metric)
                .add(
                    column.scored(item)
                        ? new double[] {
                          column.numerator(item), column.weight(item), column.secondWeight(item), 1
                        }
                        : new double[4]);
          }
        }
      };
    }
  }

  @Test
  void figuresAreThoseOfEachGroupsItems() {
    Columns columns = new Columns();
    Summary summary = EVALUATOR.withSink(columns).run(new RandomSource(ITEMS, 100));
    assertThat(summary.groups()).hasSize(21);
    for (GroupSummary group : summary.groups()) {
      List<List<double[]>> items = requireNonNull(columns.byGroup.get(group.key()));
      for (int metric = 0; metric < METRICS.size(); metric++) {
        check(METRICS.get(metric), group.metrics().get(metric), items.get(metric));
      }
    }
  }

  private static void check(Metric metric, MetricSummary summary, List<double[]> items) {
    var aggregation = metric.description().aggregation();
    double[] values =
        items.stream()
            .filter(item -> item[3] > 0)
            .mapToDouble(item -> aggregation.value(aggregation.ratio(item[0], item[1], item[2])))
            .toArray();
    double[] quantiles = Quantiles.of(values, 0, 0.5, 0.9);
    assertThat(summary.quantiles().keySet()).containsExactly(0.0, 0.5, 0.9);
    assertThat(summary.quantiles().values())
        .containsExactly(quantiles[0], quantiles[1], quantiles[2]);
    Bootstrap bootstrap = new Bootstrap(200, 0.9, 7, 1);
    double[][] sums =
        bootstrap.sums(
            IntStream.range(0, 4)
                .mapToObj(column -> items.stream().mapToDouble(item -> item[column]).toArray())
                .toArray(double[][]::new));
    double[] resampled = new double[200];
    for (int resample = 0; resample < 200; resample++) {
      double ratio = aggregation.ratio(sums[0][resample], sums[1][resample], sums[2][resample]);
      resampled[resample] = sums[3][resample] == 0 ? Double.NaN : aggregation.value(ratio);
    }
    assertThat(summary.method()).isEqualTo(IntervalMethod.BOOTSTRAP);
    assertThat(summary.interval())
        .isEqualTo(values.length < 2 ? Interval.UNDEFINED : bootstrap.percentile(resampled));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,63", "3,4096", "7,64", "16,999"})
  void threadsAndBatchesMakeNoDifference(int threads, int batchItems) {
    String expected = EVALUATOR.withThreads(1).run(new RandomSource(ITEMS, ITEMS)).toJson();
    assertThat(EVALUATOR.withThreads(threads).run(new RandomSource(ITEMS, batchItems)).toJson())
        .isEqualTo(expected)
        .contains("\"method\": \"bootstrap\", \"confidence\": 0.9, \"resamples\": 200, \"seed\": 7")
        .containsPattern("\"quantiles\": \\{\"0\": \\S+, \"0.5\": \\S+, \"0.9\": \\S+}");
  }

  @Test
  void confidenceIsHeldAgainstAccuracy() {
    Evaluator evaluator =
        Evaluator.of("token_count", "sequence_probability", "exact_match")
            .withAggregates(
                new AggregateOptions(
                    IntervalMethod.WILSON,
                    0.95,
                    1000,
                    42,
                    List.of(),
                    new CalibrationOptions("sequence_probability", "exact_match", 5)));
    Columns columns = new Columns();
    Summary summary = evaluator.withSink(columns).run(new RandomSource(ITEMS, 100));
    for (GroupSummary group : summary.groups()) {
      List<List<double[]>> items = requireNonNull(columns.byGroup.get(group.key()));
      int[] both =
          IntStream.range(0, items.get(1).size())
              .filter(item -> items.get(1).get(item)[1] > 0 && items.get(2).get(item)[1] > 0)
              .toArray();
      double[] confidences =
          Arrays.stream(both).mapToDouble(item -> items.get(1).get(item)[0]).toArray();
      double[] right = Arrays.stream(both).mapToDouble(item -> items.get(2).get(item)[0]).toArray();
      assertThat(group.calibration())
          .isEqualTo(
              new GroupCalibration(
                  Calibration.byWidth(confidences, right, 5),
                  Calibration.byMass(confidences, right, 5)));
    }
    assertThat(evaluator.withThreads(7).run(new RandomSource(ITEMS, 77)).toJson())
        .isEqualTo(summary.toJson())
        .contains(
            "\"calibration\": {\"confidence\": \"sequence_probability\", \"accuracy\":"
                + " \"exact_match\", \"bins\": 5}")
        .contains("\"by_mass\": {\"expected_calibration_error\": ");
    assertThat(evaluator.run(new Ungrouped(0)).toJson())
        .contains("\"by_width\": {\"expected_calibration_error\": null, \"largest_error\": null, ");
  }

  @Test
  void noItemsHaveNeither() {
    MetricSummary nothing = EVALUATOR.run(new Ungrouped(0)).metric("token_error_rate");
    assertThat(nothing.interval()).isEqualTo(Interval.UNDEFINED);
    assertThat(nothing.quantiles().values()).allMatch(value -> value.isNaN());
    assertThat(EVALUATOR.run(new RandomSource(0, 10)).groups()).isEmpty();
  }

  /** Three means, two ratios and two products: 104 bytes an item, and 4 for its group. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void moreThanMayBeKeptIsRefused(int threads) {
    BatchLimits limits = new BatchLimits(1000, 1 << 20, 100, 10, 100, 108 * 999);
    assertThatThrownBy(() ->
            EVALUATOR.withThreads(threads).withLimits(limits).run(new RandomSource(ITEMS, 10)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("record 1000")
        .hasMessageContaining("108 bytes an item, so at most 999 items")
        .hasMessageContaining("BatchLimits.keptBytes");
    assertThat(EVALUATOR.withLimits(limits).run(new RandomSource(999, 10)).items()).isEqualTo(999);
    assertThat(
            EVALUATOR
                .withLimits(limits)
                .withAggregates(AggregateOptions.STANDARD)
                .run(new RandomSource(ITEMS, 10))
                .items())
        .isEqualTo(ITEMS);
  }

  private static final class Ungrouped extends RandomSource {
    private Ungrouped(int items) {
      super(items, 100);
    }

    @Override
    public List<String> keyNames() {
      return List.of();
    }
  }
}
