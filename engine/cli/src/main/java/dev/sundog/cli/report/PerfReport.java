// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.report.HtmlTable.Cell;
import dev.sundog.cli.text.PlainText;
import dev.sundog.perf.compare.Comparison;
import dev.sundog.perf.compare.Row;
import dev.sundog.perf.compare.Verdict;
import dev.sundog.perf.compare.Words;
import dev.sundog.perf.result.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a comparison of benchmarks. */
public final class PerfReport {
  private static final int MOST_ROWS = 60;

  private static final String DEFINITIONS =
      "<dl><dt>Performance</dt><dd>A rate, or the inverse of a time or size: above 1 the new"
          + " version is better.</dd>\n"
          + "<dt>Interval</dt><dd>Bootstrap over processes (or over the values of the only process);"
          + " Student's t if there are less than ten.</dd>\n"
          + "<dt>p</dt><dd>Welch's t-test of the means, corrected for the number of"
          + " benchmarks.</dd>\n"
          + "<dt>Mann-Whitney p</dt><dd>Exact rank test of the same values, not corrected.</dd>\n"
          + "<dt>Smallest loss</dt><dd>The loss that this precision finds in four cases of"
          + " five.</dd>\n"
          + "<dt>Loss</dt><dd>Performance fell by more than the threshold, and p is below"
          + " 1 − confidence.</dd></dl>\n";

  private PerfReport() {}

  /**
   * The page.
   *
   * @param methods rows of the section on methods
   */
  public static String html(Comparison comparison, Map<String, String> methods) {
    Page page = new Page("Sundog: comparison of benchmarks");
    page.section("Outcome", outcome(comparison) + chart(comparison));
    page.section("Benchmarks", table(comparison));
    return page.section("Definitions", DEFINITIONS)
        .section("Methods", ScoreReport.list(methods))
        .html();
  }

  private static String outcome(Comparison comparison) {
    StringBuilder html = new StringBuilder("<p>" + Html.text(comparison.sentence()) + "</p>\n");
    Words.means(comparison)
        .forEach(line -> html.append("<p>").append(Html.text(line)).append(".</p>\n"));
    comparison
        .warnings()
        .forEach(line -> html.append("<p>Warning: ").append(Html.text(line)).append(".</p>\n"));
    return html.toString();
  }

  private static String chart(Comparison comparison) {
    List<Chart.Row> rows =
        comparison.rows().stream()
            .filter(row -> Double.isFinite(row.change().interval().low()))
            .limit(MOST_ROWS)
            .map(row ->
                new Chart.Row(
                    PlainText.line(row.benchmark().shortLabel()),
                    100 * (row.change().ratio() - 1),
                    100 * (row.change().interval().low() - 1),
                    100 * (row.change().interval().high() - 1),
                    effect(row.verdict())))
            .toList();
    return rows.isEmpty()
        ? ""
        : Canvas.of(new Chart.Forest("Change of performance, % (worst first)", rows));
  }

  private static Effect effect(Verdict verdict) {
    return switch (verdict) {
      case LOSS -> Effect.WORSE;
      case GAIN -> Effect.BETTER;
      default -> Effect.UNDECIDED;
    };
  }

  private static String table(Comparison comparison) {
    HtmlTable table =
        new HtmlTable(
            "Benchmarks, worst first",
            List.of(
                "benchmark",
                "old",
                "new",
                "new ÷ old",
                "low",
                "high",
                "p",
                "Mann-Whitney p",
                "smallest loss, %",
                "threshold, %",
                "old values",
                "new values",
                "verdict"));
    for (Row row : comparison.rows()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell.Words(row.benchmark().label()));
      cells.add(value(row.old(), row.oldShown()));
      cells.add(value(row.changed(), row.newShown()));
      cells.add(Cell.of(row.change().ratio()));
      cells.add(Cell.of(row.change().interval().low()));
      cells.add(Cell.of(row.change().interval().high()));
      cells.add(Cell.ofP(row.change().adjusted()));
      cells.add(Cell.ofP(row.change().mannWhitney()));
      cells.add(Cell.of(100 * row.change().log().smallestLoss(comparison.settings().confidence())));
      cells.add(Cell.of(100 * row.threshold()));
      cells.add(new Cell.Words(row.old() == null ? "" : row.old().counts()));
      cells.add(new Cell.Words(row.changed() == null ? "" : row.changed().counts()));
      cells.add(new Cell.Words(Words.verdict(row)));
      table.row(cells);
    }
    return table.html();
  }

  private static Cell value(@Nullable Measurement measurement, String shown) {
    return new Cell.Figure(shown, measurement == null ? Double.NaN : measurement.mean());
  }
}
