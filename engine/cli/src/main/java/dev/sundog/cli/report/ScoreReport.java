// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.report.HtmlTable.Cell;
import dev.sundog.cli.text.Figures;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metric.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report of a summary: a table per metric, definitions and methods. */
public final class ScoreReport {
  private ScoreReport() {}

  /**
   * The page.
   *
   * @param summary the results of the run
   * @param metrics the run's metrics, in the summary's order
   * @param strata the results by target length
   * @param methods rows of the section on methods: version, kernels, inputs
   */
  public static String html(
      Summary summary, List<Metric> metrics, LengthStrata strata, Map<String, String> methods) {
    Page page = new Page("Sundog: " + Figures.count(summary.items()) + " items scored");
    ScoreCurves curves = new ScoreCurves(summary);
    for (int metric = 0; metric < metrics.size(); metric++) {
      Description description = metrics.get(metric).description();
      page.section(
          heading(description),
          "<p>"
              + Html.text(definition(description))
              + "</p>\n"
              + curves.chart(metric).map(Canvas::of).orElse("")
              + table(summary, metric, description));
    }
    String lengths = new LengthCharts(strata).html();
    if (!lengths.isEmpty()) {
      page.section("By target length", lengths);
    }
    String calibration = ReliabilityCharts.html(summary);
    if (!calibration.isEmpty()) {
      page.section("Calibration", calibration);
    }
    return page.section("Methods", list(methods)).html();
  }

  /** The charts of the report. */
  public static List<Chart> charts(Summary summary, LengthStrata strata) {
    ScoreCurves curves = new ScoreCurves(summary);
    Stream<Chart> byMetric =
        summary.groups().stream()
            .limit(1)
            .flatMapToInt(group -> IntStream.range(0, group.metrics().size()))
            .mapToObj(curves::chart)
            .flatMap(Optional::stream);
    return Stream.of(
            byMetric,
            new LengthCharts(strata).charts().stream(),
            ReliabilityCharts.of(summary).stream())
        .flatMap(charts -> charts)
        .toList();
  }

  /** The display name of a metric, followed by its name. */
  static String heading(Description description) {
    return description.displayName() + " (" + description.name() + ")";
  }

  /** The definition of a metric as plain text. */
  static String definition(Description description) {
    String better =
        switch (description.direction()) {
          case HIGHER -> "higher is better";
          case LOWER -> "lower is better";
          case NEUTRAL -> "neither higher nor lower is better";
        };
    return description.definition().formula()
        + ". Unit: "
        + description.range().unit()
        + "; "
        + better
        + ". "
        + description.definition().edges()
        + ".";
  }

  private static String table(Summary summary, int metric, Description description) {
    List<String> heads = new ArrayList<>(summary.keyNames());
    String interval = Figures.percent(summary.options().confidence()) + " interval";
    heads.addAll(List.of("mean", interval, "low", "high", "standard error", "min"));
    summary.options().quantiles().forEach(share -> heads.add("quantile " + Figures.chosen(share)));
    heads.addAll(List.of("max", "scored", "not scored"));
    IntervalDrawing drawing = scale(summary, metric, description);
    HtmlTable table = new HtmlTable(description.name(), heads);
    summary.groups().forEach(group -> table.row(row(group, group.metrics().get(metric), drawing)));
    return table.html();
  }

  private static List<Cell> row(GroupSummary group, MetricSummary metric, IntervalDrawing drawing) {
    List<Cell> cells = new ArrayList<>();
    group.key().forEach(part -> cells.add(new Cell.Words(part)));
    cells.add(Cell.of(metric.mean()));
    cells.add(new Cell.Drawing(drawing.svg(metric.mean(), metric.interval())));
    cells.add(Cell.of(metric.interval().low()));
    cells.add(Cell.of(metric.interval().high()));
    cells.add(Cell.of(metric.stderr()));
    cells.add(Cell.of(metric.min()));
    metric.quantiles().values().forEach(value -> cells.add(Cell.of(value)));
    cells.add(Cell.of(metric.max()));
    cells.add(Cell.of(metric.scored()));
    cells.add(
        new Cell.Words(
            metric.skipped().entrySet().stream()
                .map(skip -> Figures.count(skip.getValue()) + " " + skip.getKey())
                .collect(Collectors.joining(", "))));
    return cells;
  }

  /** The range of the metric if it is finite, otherwise 0 to the largest mean. */
  private static IntervalDrawing scale(Summary summary, int metric, Description description) {
    double[] means =
        summary.groups().stream()
            .mapToDouble(group -> group.metrics().get(metric).mean())
            .filter(Double::isFinite)
            .toArray();
    double low = Double.isFinite(description.range().low()) ? description.range().low() : 0;
    double high = Double.isFinite(description.range().high()) ? description.range().high() : 0;
    for (double mean : means) {
      low = Math.min(low, mean);
      high = Math.max(high, mean);
    }
    return new IntervalDrawing(low, high > low ? high : low + 1);
  }

  /** A definition list. */
  static String list(Map<String, String> methods) {
    return methods.entrySet().stream()
        .map(entry ->
            "<dt>"
                + Html.text(entry.getKey())
                + "</dt><dd>"
                + Html.text(entry.getValue())
                + "</dd>")
        .collect(Collectors.joining("\n", "<dl>", "</dl>\n"));
  }
}
