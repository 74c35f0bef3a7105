// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.compare.Comparison;
import dev.sundog.cli.compare.Comparisons;
import dev.sundog.cli.text.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comparisons as forest plots, one per unit of the metrics. */
public final class ForestCharts {
  private static final int MOST_ROWS = 60;

  private ForestCharts() {}

  /** Finite differences by metric, then by group; long plots are split. */
  public static List<Chart> of(Comparisons all) {
    Map<String, List<Comparison>> byUnit = new LinkedHashMap<>();
    for (Comparison comparison : all.comparisons()) {
      if (Double.isFinite(
          comparison.difference().value()
              + comparison.difference().interval().low()
              + comparison.difference().interval().high())) {
        byUnit
            .computeIfAbsent(
                comparison.metric().description().range().unit(), unit -> new ArrayList<>())
            .add(comparison);
      }
    }
    List<Chart> charts = new ArrayList<>();
    byUnit.forEach((unit, comparisons) -> {
      List<Chart.Row> rows = rows(comparisons);
      for (int from = 0; from < rows.size(); from += MOST_ROWS) {
        charts.add(
            new Chart.Forest(
                "Candidate minus base, " + unit,
                rows.subList(from, Math.min(from + MOST_ROWS, rows.size()))));
      }
    });
    return charts;
  }

  private static List<Chart.Row> rows(List<Comparison> comparisons) {
    List<String> metrics =
        comparisons.stream().map(comparison -> comparison.metric().name()).distinct().toList();
    return comparisons.stream()
        .sorted(Comparator.comparingInt(one -> metrics.indexOf(one.metric().name())))
        .map(ForestCharts::row)
        .toList();
  }

  private static Chart.Row row(Comparison comparison) {
    List<String> label = new ArrayList<>(List.of(comparison.metric().name()));
    label.addAll(comparison.group());
    return new Chart.Row(
        PlainText.line(String.join(", ", label)),
        comparison.difference().value(),
        comparison.difference().interval().low(),
        comparison.difference().interval().high(),
        comparison.effect());
  }
}
