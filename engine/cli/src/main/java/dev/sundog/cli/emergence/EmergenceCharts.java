// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.cli.chart.Chart;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricPairs;
import dev.sundog.emergence.MetricSwap;
import dev.sundog.emergence.ScalingCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An analysis as charts: the sharp and the smooth metrics of every task, family and length.
 *
 * @param groups the first groups with a curve of two or more points
 * @param left number of further groups
 */
public record EmergenceCharts(List<Group> groups, int left) {
  private static final double[] BINS = {0, 2, 5, 10, 20, 50};
  private static final List<String> BIN_NAMES =
      List.of("below 0", "0-2", "2-5", "5-10", "10-20", "20-50", "50 and more", "infinite");

  /**
   * The curves of one task, family and length.
   *
   * @param name task, family and length, as far as known
   * @param charts sharp metrics with their prediction, if any, then smooth ones
   */
  public record Group(String name, List<Chart> charts) {}

  /**
   * The charts of an analysis.
   *
   * @param most largest number of groups
   */
  public static EmergenceCharts of(EmergenceAnalysis analysis, int most) {
    Map<CurveKey, List<ScalingCurve>> groups = new LinkedHashMap<>();
    for (JudgedCurve judged : analysis.curves()) {
      ScalingCurve curve = judged.curve();
      if (curve.points().size() > 1) {
        groups.computeIfAbsent(curve.key().under(""), key -> new ArrayList<>()).add(curve);
      }
    }
    Map<CurveKey, MetricSwap> predictions = new HashMap<>();
    for (MetricSwap swap : analysis.swaps()) {
      if (!swap.predictions().isEmpty()) {
        predictions.putIfAbsent(swap.sharp().key().under(""), swap);
      }
    }
    List<Group> shown = new ArrayList<>();
    groups.entrySet().stream()
        .limit(most)
        .forEach(group -> {
          List<Chart.Curve> swap =
              predictions.containsKey(group.getKey())
                  ? List.of(prediction(predictions.get(group.getKey())))
                  : List.of();
          shown.add(group(name(group.getKey()), group.getValue(), swap));
        });
    return new EmergenceCharts(shown, groups.size() - shown.size());
  }

  private static Group group(String name, List<ScalingCurve> curves, List<Chart.Curve> predicted) {
    List<Chart> charts = new ArrayList<>();
    for (boolean sharp : new boolean[] {true, false}) {
      List<Chart.Curve> chosen =
          curves.stream()
              .filter(curve -> MetricPairs.sharp(curve.key().metric()) == sharp)
              .map(EmergenceCharts::measured)
              .collect(Collectors.toCollection(ArrayList::new));
      if (!chosen.isEmpty()) {
        chosen.addAll(sharp ? predicted : List.of());
        charts.add(
            new Chart.Curves(
                name + (sharp ? ", sharp" : ", smooth"),
                Chart.Axis.of("scale", true),
                Chart.Axis.of("", false),
                chosen));
      }
    }
    return new Group(name, charts);
  }

  private static Chart.Curve measured(ScalingCurve curve) {
    return new Chart.Curve(
        curve.key().metric(),
        Chart.Line.SOLID,
        curve.points().stream()
            .map(point ->
                new Chart.Point(
                    point.scale(), point.value(), point.interval().low(), point.interval().high()))
            .toList());
  }

  private static Chart.Curve prediction(MetricSwap swap) {
    CurveKey key = swap.smooth().key();
    return new Chart.Curve(
        "p^" + key.length() + " from " + key.metric(),
        Chart.Line.DASHED,
        swap.predictions().stream()
            .map(one -> Chart.Point.of(one.scale(), one.expected()))
            .toList());
  }

  private static String name(CurveKey key) {
    return List.of(key.task(), key.family(), key.length() == 0 ? "" : "length " + key.length())
        .stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** A histogram of the emergence scores by metric, without flat and short curves. */
  public static Chart scores(EmergenceAnalysis analysis) {
    Map<String, int[]> counts = new TreeMap<>();
    for (JudgedCurve curve : analysis.curves()) {
      if (curve.score().defined()) {
        counts
            .computeIfAbsent(curve.curve().key().metric(), metric -> new int[BIN_NAMES.size()])[
            bin(curve.score().value())]++;
      }
    }
    Map<String, List<Integer>> lists = new LinkedHashMap<>();
    counts.forEach((metric, bins) -> lists.put(metric, Arrays.stream(bins).boxed().toList()));
    return new Chart.Bars("Curves by emergence score", BIN_NAMES, lists);
  }

  private static int bin(double score) {
    if (score == Double.POSITIVE_INFINITY) {
      return BINS.length + 1;
    }
    int bin = 0;
    while (bin < BINS.length && score >= BINS[bin]) {
      bin++;
    }
    return bin;
  }
}
