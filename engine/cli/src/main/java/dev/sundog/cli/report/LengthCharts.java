// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.aggregate.MetricSummary;
import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Metrics by target length: a chart per metric, and a table. */
final class LengthCharts {
  private final SortedMap<Integer, List<MetricSummary>> strata;

  LengthCharts(LengthStrata strata) {
    this.strata = strata.summaries();
  }

  /** A chart per metric with values in two or more strata; empty targets are left out. */
  List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    int metrics = strata.values().stream().mapToInt(List::size).findFirst().orElse(0);
    for (int metric = 0; metric < metrics; metric++) {
      List<Chart.Point> points = new ArrayList<>();
      String name = "";
      for (var stratum : strata.tailMap(1).entrySet()) {
        MetricSummary summary = stratum.getValue().get(metric);
        name = summary.name();
        if (Double.isFinite(summary.mean())) {
          points.add(ScoreCurves.point(stratum.getKey(), summary));
        }
      }
      if (points.size() > 1) {
        charts.add(
            new Chart.Curves(
                name + " by target length",
                Chart.Axis.of("target length, at most, in tokens", true),
                Chart.Axis.of("", false),
                List.of(new Chart.Curve(name, Chart.Line.SOLID, points))));
      }
    }
    return charts;
  }

  /** Charts and table; empty if there is only one stratum. */
  String html() {
    if (strata.size() < 2) {
      return "";
    }
    HtmlTable table =
        new HtmlTable(
            "By target length", List.of("from", "to", "metric", "mean", "low", "high", "scored"));
    strata.forEach((most, stratum) -> {
      for (MetricSummary summary : stratum) {
        table.row(
            List.of(
                Cell.of(most <= 2 ? most : most / 2 + 1L),
                Cell.of((long) most),
                new Cell.Words(summary.name()),
                Cell.of(summary.mean()),
                Cell.of(summary.interval().low()),
                Cell.of(summary.interval().high()),
                Cell.of(summary.scored())));
      }
    });
    return Canvas.all(charts()) + table.html();
  }
}
