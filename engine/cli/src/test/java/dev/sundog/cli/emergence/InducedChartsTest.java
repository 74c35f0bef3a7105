// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.cli.chart.Chart;
import dev.sundog.dump.table.ItemOutcome;
import dev.sundog.dump.table.ItemOutcome.Figure;
import dev.sundog.dump.table.ItemOutcome.Labels;
import dev.sundog.dump.table.ItemOutcome.Outcome;
import dev.sundog.dump.table.ItemOutcome.Right;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.JudgedCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InducedChartsTest {
  private static final int SCALES = 6;
  private static final double TIMES = 5;

  private final SplittableRandom random = new SplittableRandom(7);
  private final List<JudgedCurve> judged = new ArrayList<>();

  private InducedCurves curves(int items, BiFunction<Integer, Integer, Outcome> outcome) {
    InducedItems all = new InducedItems(false);
    for (int scale = 1; scale <= SCALES; scale++) {
      for (int item = 0; item < items; item++) {
        all.add(new ItemOutcome("net", scale, outcome.apply(scale, item), "test", item, -1));
      }
    }
    return all.curves(9, 8);
  }

  private Chart.Curves chart(InducedCurves induced, Map<String, InducedScores> every) {
    EmergenceAnalysis analysis =
        EmergenceAnalysis.of(induced.curves(), EmergenceAnalysis.Options.standard(), false);
    judged.addAll(analysis.curves());
    List<Chart> charts = InducedCharts.of(induced, every, analysis, TIMES);
    assertThat(charts).hasSize(1);
    return (Chart.Curves) charts.getFirst();
  }

  private static List<Chart.Point> points(Chart.Curves chart, String label) {
    return chart.curves().stream()
        .filter(curve -> curve.label().contains(label))
        .findFirst()
        .map(Chart.Curve::points)
        .orElse(List.of());
  }

  /** Errors that fall with size, of which the largest model has a few worse ones. */
  @Test
  void ofVeryManyThresholdsTheHighestAndTheLowestScoresAreDrawn() {
    InducedCurves induced =
        curves(2000, (scale, item) -> new Figure((10.0 - scale) * (0.05 + random.nextDouble())));
    SortedMap<String, InducedScores> every = induced.everyScore();
    InducedScores scores = requireNonNull(every.get("net"));
    Chart.Curves chart = chart(induced, every);
    assertThat(chart.title()).isEqualTo("net, emergence score of reconstruction(c)");
    assertThat(chart.x().name()).isEqualTo("threshold c");
    assertThat(chart.words())
        .contains("at 11,999 values from ", "over 1,000,000 or infinite from inf at ");
    List<Chart.Point> drawn = points(chart, "reconstruction(c) at ");
    double[] between =
        Arrays.stream(scores.scores()).filter(score -> score > 0 && score <= 1e6).toArray();
    assertThat(between.length).isGreaterThan(5000);
    assertThat(drawn).hasSizeBetween(300, 600);
    assertThat(drawn.stream().mapToDouble(Chart.Point::y).max())
        .isEqualTo(Arrays.stream(between).max());
    assertThat(drawn.stream().mapToDouble(Chart.Point::y).min())
        .isEqualTo(Arrays.stream(between).min());
    assertThat(drawn)
        .allSatisfy(point ->
            assertThat(scores.scores()[Arrays.binarySearch(scores.at(), point.x())])
                .isEqualTo(point.y()));
    double smooth = judged.getFirst().score().value();
    assertThat(points(chart, "5 times smooth"))
        .containsExactly(
            Chart.Point.of(scores.at()[0], TIMES * smooth),
            Chart.Point.of(scores.at()[scores.at().length - 1], TIMES * smooth));
  }

  @Test
  void everyKIsDrawnAndWhatIsOverAMillionStandsAtTheEdge() {
    InducedCurves induced = curves(400, (scale, item) -> new Right(item < 60 * scale));
    SortedMap<String, InducedScores> every = induced.everyScore();
    InducedScores scores = requireNonNull(every.get("net"));
    Chart.Curves chart = chart(induced, every);
    List<Chart.Point> drawn = points(chart, "all_of_k(K) at ");
    for (int k = 0; k < drawn.size(); k++) {
      assertThat(drawn.get(k)).isEqualTo(Chart.Point.of(k + 1, scores.scores()[k]));
    }
    assertThat(scores.scores()[drawn.size()]).isGreaterThan(1e6);
    assertThat(chart.y().logarithmic()).isTrue();
    double edge = chart.y().place(1e7);
    assertThat(edge).isEqualTo(chart.y().place(Double.POSITIVE_INFINITY)).isGreaterThan(1e5);
    assertThat(chart.y().place(-1)).isPositive().isLessThan(drawn.getFirst().y());
  }

  @Test
  void everyLengthHasASmoothScoreOfItsOwn() {
    InducedCurves induced =
        curves(
            3000,
            (scale, item) -> {
              boolean[] right = new boolean[3];
              for (int label = 0; label < right.length; label++) {
                right[label] = random.nextDouble() < 0.15 * scale;
              }
              return new Labels(right);
            });
    Chart.Curves chart = chart(induced, induced.everyScore());
    List<Chart.Point> sharp = points(chart, "subset_accuracy(L) at 3");
    List<Chart.Point> smooth = points(chart, "smooth");
    assertThat(chart.x().logarithmic()).isFalse();
    assertThat(sharp).hasSize(3);
    for (int length = 1; length <= 3; length++) {
      assertThat(smooth.get(length - 1))
          .isEqualTo(Chart.Point.of(length, judged.get(2 * length - 2).score().value()));
      assertThat(sharp.get(length - 1))
          .isEqualTo(Chart.Point.of(length, judged.get(2 * length - 1).score().value()));
    }
    assertThat(sharp.getFirst().y()).isCloseTo(smooth.getFirst().y(), Offset.offset(1e-9));
    assertThat(points(chart, "over 1,000,000")).isEmpty();
  }

  @Test
  void aFamilyThatIsNeverRightHasNoChart() {
    InducedCurves induced = curves(10, (scale, item) -> new Right(false));
    EmergenceAnalysis analysis =
        EmergenceAnalysis.of(induced.curves(), EmergenceAnalysis.Options.standard(), false);
    assertThat(InducedCharts.of(induced, induced.everyScore(), analysis, TIMES)).isEmpty();
  }
}
