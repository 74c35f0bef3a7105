// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.emergence.EmergenceCharts;
import dev.sundog.cli.emergence.EmergenceTables;
import dev.sundog.cli.report.HtmlTable.Cell;
import dev.sundog.cli.text.Figures;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.EmergenceScore;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricSwap;
import dev.sundog.emergence.PowerLawFit;
import dev.sundog.emergence.ScoreDistribution;
import java.util.List;
import java.util.Map;

/** The report of an analysis: curves, verdicts, metric pairs, fits, scores by metric. */
public final class EmergenceReport {
  private static final int MOST_GROUPS = 40;

  private EmergenceReport() {}

  /**
   * The page.
   *
   * @param first charts before those of single curves
   * @param high smallest score that counts as high
   * @param methods rows of the section on methods: version, seeds, inputs
   */
  public static String html(
      String title,
      List<Chart> first,
      EmergenceAnalysis analysis,
      double high,
      Map<String, String> methods) {
    Page page = new Page("Sundog: " + title);
    if (!first.isEmpty()) {
      page.section("Scores of all sharp curves", Canvas.all(first));
    }
    page.section("Sharp and smooth metrics", charts(analysis));
    page.section("Curves and verdicts", curves(analysis));
    if (!analysis.swaps().isEmpty()) {
      page.section("Pairs of metrics of the same outputs", swaps(analysis));
    }
    page.section("Emergence scores by metric", distribution(analysis, high));
    page.section("Definitions", DEFINITIONS);
    return page.section("Methods", ScoreReport.list(methods)).html();
  }

  private static final String DEFINITIONS =
      "<dl><dt>Emergence score</dt><dd>sign(argmax y &minus; argmin y) &middot; (max y &minus; min"
          + " y) / sqrt(median of squared steps); lower-is-better metrics are negated. A straight"
          + " line of n points scores n &minus; 1, so only scores of equal n are comparable."
          + " Infinite: the median step is 0. Flat: all values are equal.</dd>\n"
          + "<dt>Law</dt><dd>p(N) = exp(&minus;(N/c)^&alpha;), fitted to the smooth metric. A"
          + " target of L tokens is then correct with probability p^L.</dd>\n"
          + "<dt>Interval</dt><dd>Bootstrap over items.</dd>\n"
          + "<dt>Noise floor</dt><dd>The smallest value above 0 that the test set can"
          + " resolve.</dd>\n"
          + "<dt>Source</dt><dd>Schaeffer, Miranda and Koyejo, &ldquo;Are Emergent Abilities of"
          + " Large Language Models a Mirage?&rdquo; (2023).</dd></dl>\n";

  private static String charts(EmergenceAnalysis analysis) {
    EmergenceCharts charts = EmergenceCharts.of(analysis, MOST_GROUPS);
    StringBuilder html = new StringBuilder();
    for (EmergenceCharts.Group group : charts.groups()) {
      html.append("<h3>").append(Html.text(group.name())).append("</h3>\n");
      html.append(Canvas.all(group.charts()));
    }
    if (charts.left() > 0) {
      html.append("<p>")
          .append(Figures.count(charts.left()))
          .append(" more groups are in the tables below only.</p>\n");
    }
    return html.toString();
  }

  private static String curves(EmergenceAnalysis analysis) {
    HtmlTable table =
        new HtmlTable(
            "Curves",
            List.of(
                "task",
                "metric",
                "family",
                "length",
                "n",
                "score",
                "low",
                "high",
                "noise floor",
                "p (Holm)",
                "q (BH)",
                "verdict"));
    analysis.curves().forEach(curve -> table.row(row(curve)));
    return table.html();
  }

  private static List<Cell> row(JudgedCurve curve) {
    CurveKey key = curve.curve().key();
    return List.of(
        new Cell.Words(key.task()),
        new Cell.Words(key.metric()),
        new Cell.Words(key.family()),
        length(key),
        Cell.of(curve.score().points()),
        score(curve.score()),
        Cell.of(curve.interval().low()),
        Cell.of(curve.interval().high()),
        Cell.of(curve.curve().noiseFloor()),
        Cell.ofP(curve.holm()),
        Cell.of(curve.benjaminiHochberg()),
        new Cell.Words(curve.verdict().words()));
  }

  private static String swaps(EmergenceAnalysis analysis) {
    HtmlTable table =
        new HtmlTable(
            "Pairs of metrics",
            List.of(
                "task",
                "family",
                "length",
                "sharp",
                "smooth",
                "sharp score",
                "smooth score",
                "alpha",
                "c",
                "largest residual",
                "p"));
    for (MetricSwap swap : analysis.swaps()) {
      CurveKey key = swap.sharp().key();
      table.row(
          List.of(
              new Cell.Words(key.task()),
              new Cell.Words(key.family()),
              length(key),
              new Cell.Words(key.metric()),
              new Cell.Words(swap.smooth().key().metric()),
              score(swap.sharpScore()),
              score(swap.smoothScore()),
              Cell.of(swap.fit().map(PowerLawFit::alpha).orElse(Double.NaN)),
              Cell.of(swap.fit().map(PowerLawFit::c).orElse(Double.NaN)),
              Cell.of(swap.largestResidual()),
              Cell.ofP(swap.p())));
    }
    return table.html();
  }

  private static String distribution(EmergenceAnalysis analysis, double high) {
    HtmlTable table =
        new HtmlTable(
            "Scores by metric (high: " + Figures.value(high) + " or more)",
            List.of("metric", "curves", "infinite", "high", "high share", "median", "90 %"));
    for (ScoreDistribution one : ScoreDistribution.byMetric(analysis.curves(), high)) {
      table.row(
          List.of(
              new Cell.Words(one.metric()),
              Cell.of(one.curves()),
              Cell.of(one.infinite()),
              Cell.of(one.high()),
              Cell.of(one.highShare()),
              Cell.of(one.median()),
              Cell.of(one.upperDecile())));
    }
    return Canvas.of(EmergenceCharts.scores(analysis)) + table.html();
  }

  private static Cell length(CurveKey key) {
    return Cell.of(key.length() == 0 ? Double.NaN : key.length());
  }

  private static Cell score(EmergenceScore score) {
    return new Cell.Figure(EmergenceTables.score(score), score.value());
  }
}
