// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.chart.Chart;
import dev.sundog.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Metrics of a summary as curves over a key that is a positive number in every group (such as
 * parameters, length, shots). Each value of the other keys has its own curve.
 */
final class ScoreCurves {
  private static final int FEWEST_POINTS = 3;
  private static final int MOST_CURVES = 12;

  private final Summary summary;
  private final OptionalInt scale;

  ScoreCurves(Summary summary) {
    this.summary = summary;
    scale = IntStream.range(0, summary.keyNames().size()).filter(this::isScale).findFirst();
  }

  private boolean isScale(int part) {
    List<String> values =
        summary.groups().stream().map(group -> group.key().get(part)).distinct().toList();
    return values.size() >= FEWEST_POINTS && values.stream().allMatch(value -> number(value) > 0);
  }

  private static double number(String text) {
    try {
      double value = Numbers.parse(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The chart of a metric; none without a scale or a value, or with too many curves. */
  Optional<Chart> chart(int metric) {
    if (scale.isEmpty()) {
      return Optional.empty();
    }
    int part = scale.getAsInt();
    Map<String, List<Chart.Point>> curves = new LinkedHashMap<>();
    for (GroupSummary group : summary.groups()) {
      MetricSummary score = group.metrics().get(metric);
      if (Double.isFinite(score.mean())) {
        curves
            .computeIfAbsent(label(group, part), label -> new ArrayList<>())
            .add(point(number(group.key().get(part)), score));
      }
    }
    if (curves.isEmpty() || curves.size() > MOST_CURVES) {
      return Optional.empty();
    }
    return Optional.of(
        new Chart.Curves(
            summary.groups().getFirst().metrics().get(metric).name(),
            Chart.Axis.of(
                summary.keyNames().get(part),
                curves.values().stream().flatMap(List::stream).mapToDouble(Chart.Point::x)),
            Chart.Axis.of("", false),
            curves.entrySet().stream()
                .map(curve -> new Chart.Curve(curve.getKey(), Chart.Line.SOLID, curve.getValue()))
                .toList()));
  }

  /** A mean with its interval. */
  static Chart.Point point(double x, MetricSummary score) {
    return new Chart.Point(x, score.mean(), score.interval().low(), score.interval().high());
  }

  private String label(GroupSummary group, int scalePart) {
    String others =
        IntStream.range(0, group.key().size())
            .filter(part -> part != scalePart)
            .mapToObj(part -> summary.keyNames().get(part) + " " + group.key().get(part))
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "all" : others;
  }
}
