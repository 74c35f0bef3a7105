// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.text.Figures;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The scores of all sharp curves of a family over c, K or L, and of the smooth curve. */
public final class InducedCharts {
  /** Number of intervals of the scale; the lowest and highest score of each are drawn. */
  private static final int PARTS = 300;

  /** Higher scores are below the resolution of any test set and are drawn at the edge. */
  private static final double MOST = 1e6;

  private static final String OVER = "over 1,000,000 or infinite";

  private InducedCharts() {}

  /**
   * A chart of each family that has a score from 0 to a million.
   *
   * @param induced the analysed curves
   * @param every the scores of all sharp curves, see {@link InducedCurves#everyScore}
   * @param times a second line is drawn at this multiple of the smooth score
   */
  public static List<Chart> of(
      InducedCurves induced,
      Map<String, InducedScores> every,
      EmergenceAnalysis analysis,
      double times) {
    List<Chart> charts = new ArrayList<>();
    analysis
        .byFamily()
        .forEach((family, curves) -> {
          InducedScores sharp =
              every.containsKey(family) ? every.get(family) : scores(curves, true);
          InducedScores smooth = scores(curves, false);
          double[] drawn =
              DoubleStream.concat(
                      Arrays.stream(sharp.scores()),
                      Arrays.stream(smooth.scores())
                          .flatMap(one -> DoubleStream.of(one, times * one)))
                  .filter(score -> score > 0 && score <= MOST)
                  .toArray();
          if (sharp.at().length > 0 && drawn.length > 0) {
            Chart.Axis x = Chart.Axis.of(induced.at(), Arrays.stream(sharp.at()));
            Chart.Axis y = Chart.Axis.of("emergence score", Arrays.stream(drawn));
            String title = "emergence score of " + induced.sharp();
            charts.add(
                new Chart.Curves(
                    family.isEmpty() ? title : family + ", " + title,
                    x,
                    y,
                    curves(induced.sharp(), x, y, sharp, smooth, times)));
          }
        });
    return charts;
  }

  /** The scores of the sharp curves, or of the smooth ones, by length. */
  private static InducedScores scores(List<JudgedCurve> curves, boolean sharp) {
    List<JudgedCurve> chosen =
        curves.stream()
            .filter(curve -> MetricPairs.sharp(curve.curve().key().metric()) == sharp)
            .filter(curve -> !Double.isNaN(curve.score().value()))
            .toList();
    return new InducedScores(
        chosen.stream().mapToDouble(curve -> curve.curve().key().length()).toArray(),
        chosen.stream().mapToDouble(curve -> curve.score().value()).toArray());
  }

  private static List<Chart.Curve> curves(
      String name,
      Chart.Axis x,
      Chart.Axis y,
      InducedScores sharp,
      InducedScores smooth,
      double times) {
    List<Chart.Curve> curves = new ArrayList<>();
    String label = name + " at " + Figures.count(sharp.at().length) + " values";
    add(curves, label, Chart.Line.SOLID, thinned(sharp, x, s -> s >= y.low() && s <= y.high()));
    add(curves, "smooth", Chart.Line.DASHED, line(smooth, x, y, 1));
    add(
        curves,
        Figures.value(times) + " times smooth",
        Chart.Line.DASHED,
        line(smooth, x, y, times));
    add(curves, OVER, Chart.Line.NONE, thinned(sharp, x, score -> score > y.high()));
    add(curves, "below 0", Chart.Line.NONE, thinned(sharp, x, score -> score < y.low()));
    return curves;
  }

  private static void add(
      List<Chart.Curve> curves, String label, Chart.Line line, List<Chart.Point> points) {
    if (!points.isEmpty()) {
      curves.add(new Chart.Curve(label, line, points));
    }
  }

  /** Scores over their lengths; a single one spans the whole scale. */
  private static List<Chart.Point> line(
      InducedScores smooth, Chart.Axis x, Chart.Axis y, double times) {
    double[] at = smooth.at().length == 1 ? new double[] {x.low(), x.high()} : smooth.at();
    return IntStream.range(0, at.length)
        .mapToObj(i ->
            Chart.Point.of(at[i], times * smooth.scores()[Math.min(i, smooth.scores().length - 1)]))
        .filter(point -> point.y() >= y.low() && point.y() <= y.high())
        .toList();
  }

  /** The lowest and the highest of the wanted scores of every interval of the scale. */
  private static List<Chart.Point> thinned(
      InducedScores scores, Chart.Axis x, DoublePredicate wanted) {
    double[] at = scores.at();
    double[] scale = x.logarithmic() ? Arrays.stream(at).map(Math::log).toArray() : at;
    int[] lowest = new int[PARTS];
    int[] highest = new int[PARTS];
    Arrays.fill(lowest, -1);
    Arrays.fill(highest, -1);
    for (int i = 0; i < at.length; i++) {
      double score = scores.scores()[i];
      if (wanted.test(score)) {
        double share = (scale[i] - scale[0]) / (scale[at.length - 1] - scale[0]);
        int part = Math.min(PARTS - 1, (int) (PARTS * share));
        lowest[part] = lowest[part] < 0 || score < scores.scores()[lowest[part]] ? i : lowest[part];
        highest[part] =
            highest[part] < 0 || score > scores.scores()[highest[part]] ? i : highest[part];
      }
    }
    return IntStream.concat(Arrays.stream(lowest), Arrays.stream(highest))
        .filter(i -> i >= 0)
        .distinct()
        .sorted()
        .mapToObj(i -> Chart.Point.of(at[i], scores.scores()[i]))
        .toList();
  }
}
