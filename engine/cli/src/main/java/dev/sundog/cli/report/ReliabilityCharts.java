// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.aggregate.CalibrationOptions;
import dev.sundog.aggregate.GroupCalibration;
import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.report.HtmlTable.Cell;
import dev.sundog.cli.text.Figures;
import dev.sundog.statistics.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reliability diagrams of the first groups, by width and by mass, and a table of the bins. */
final class ReliabilityCharts {
  private static final int MOST_GROUPS = 12;

  private ReliabilityCharts() {}

  /** Two charts per group for the first groups; none without calibration. */
  static List<Chart> of(Summary summary) {
    return groups(summary).stream().flatMap(group -> charts(group).stream()).toList();
  }

  /** Charts, errors and bins; empty without calibration. */
  static String html(Summary summary) {
    CalibrationOptions asked = summary.options().calibration();
    if (asked == null) {
      return "";
    }
    StringBuilder html = new StringBuilder("<p>");
    html.append(
            Html.text(
                String.format(
                    Locale.ROOT,
                    "Accuracy is %s, confidence is %s. The items are divided into %d bins, by equal"
                        + " width and by equal mass. The expected calibration error (ECE) is the"
                        + " mean of |accuracy - confidence| over the bins, weighted by their items."
                        + " The number at a bin is its number of items.",
                    asked.accuracy(),
                    asked.confidence(),
                    asked.bins())))
        .append("</p>\n");
    for (GroupSummary group : groups(summary)) {
      html.append(Canvas.all(charts(group)));
    }
    return html.append(table(summary)).toString();
  }

  private static List<GroupSummary> groups(Summary summary) {
    return summary.groups().stream()
        .filter(group -> group.calibration() != null)
        .limit(MOST_GROUPS)
        .toList();
  }

  private static List<Chart> charts(GroupSummary group) {
    GroupCalibration both = group.calibration();
    return both == null
        ? List.of()
        : List.of(chart(group, "by width", both.byWidth()), chart(group, "by mass", both.byMass()));
  }

  private static Chart chart(GroupSummary group, String bins, Calibration calibration) {
    List<String> title = new ArrayList<>(group.key());
    title.add(bins);
    title.add("ECE " + Figures.value(calibration.expectedError()));
    title.add(Figures.count(calibration.items()) + " items");
    return new Chart.Reliability(title.stream().collect(Collectors.joining(", ")), calibration);
  }

  private static String table(Summary summary) {
    List<String> heads = new ArrayList<>(summary.keyNames());
    heads.addAll(List.of("bins", "above", "up to", "items", "confidence", "accuracy", "gap"));
    HtmlTable table = new HtmlTable("Bins", heads);
    for (GroupSummary group : summary.groups()) {
      GroupCalibration both = group.calibration();
      if (both != null) {
        rows(table, group, "by width", both.byWidth());
        rows(table, group, "by mass", both.byMass());
      }
    }
    return table.html();
  }

  private static void rows(
      HtmlTable table, GroupSummary group, String bins, Calibration calibration) {
    for (Calibration.Bin bin : calibration.bins()) {
      List<Cell> row = new ArrayList<>();
      group.key().forEach(part -> row.add(new Cell.Words(part)));
      row.add(new Cell.Words(bins));
      row.add(Cell.of(bin.low()));
      row.add(Cell.of(bin.high()));
      row.add(Cell.of(bin.items()));
      row.add(Cell.of(bin.confidence()));
      row.add(Cell.of(bin.accuracy()));
      row.add(Cell.of(bin.accuracy() - bin.confidence()));
      table.row(row);
    }
  }
}
