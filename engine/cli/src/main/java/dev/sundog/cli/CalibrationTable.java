// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.CalibrationOptions;
import dev.sundog.aggregate.GroupCalibration;
import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.statistics.Calibration;
import java.util.ArrayList;
import java.util.List;

/** Calibration as text: the errors of every group and, if there is one group, its bins. */
final class CalibrationTable {
  private CalibrationTable() {}

  /** The tables after an empty line; empty without calibration. */
  static String of(Summary summary) {
    CalibrationOptions asked = summary.options().calibration();
    if (asked == null) {
      return "";
    }
    String bins = summary.groups().size() == 1 ? "\n" + bins(summary.groups().getFirst()) : "";
    return "\nCalibration: confidence is "
        + asked.confidence()
        + ", accuracy is "
        + asked.accuracy()
        + ", "
        + asked.bins()
        + " bins. ECE is the expected calibration error.\n\n"
        + errors(summary)
        + bins;
  }

  private static Table errors(Summary summary) {
    List<String> heads = new ArrayList<>(summary.keyNames());
    heads.addAll(List.of("bins", "items", "ECE", "max error"));
    Table table = Table.of(summary.keyNames().size() + 1, 3).row(heads);
    for (GroupSummary group : summary.groups()) {
      GroupCalibration calibration = group.calibration();
      if (calibration != null) {
        table.row(errors(group, "by width", calibration.byWidth()));
        table.row(errors(group, "by mass", calibration.byMass()));
      }
    }
    return table;
  }

  private static List<String> errors(GroupSummary group, String bins, Calibration calibration) {
    List<String> row = new ArrayList<>(group.key());
    row.add(bins);
    row.add(Figures.count(calibration.items()));
    row.add(Figures.value(calibration.expectedError()));
    row.add(Figures.value(calibration.largestError()));
    return row;
  }

  private static Table bins(GroupSummary group) {
    Table table =
        Table.of(1, 6).row("bins", "above", "up to", "items", "confidence", "accuracy", "gap");
    GroupCalibration calibration = group.calibration();
    if (calibration != null) {
      bins(table, "by width", calibration.byWidth());
      bins(table, "by mass", calibration.byMass());
    }
    return table;
  }

  private static void bins(Table table, String bins, Calibration calibration) {
    for (Calibration.Bin bin : calibration.bins()) {
      table.row(
          bins,
          Figures.share(bin.low()),
          Figures.share(bin.high()),
          Figures.count(bin.items()),
          Figures.share(bin.confidence()),
          Figures.value(bin.accuracy()),
          Figures.value(bin.accuracy() - bin.confidence()));
    }
  }
}
