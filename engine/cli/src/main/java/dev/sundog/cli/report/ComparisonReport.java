// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.compare.Comparison;
import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.compare.Comparisons;
import dev.sundog.cli.report.HtmlTable.Cell;
import dev.sundog.cli.text.Figures;
import dev.sundog.metric.Metric.Description;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of a comparison: differences, tests, worse items, items without a partner. */
public final class ComparisonReport {
  private static final int MOST_CHARTS = 20;
  private static final double LEVEL = 0.05;

  private ComparisonReport() {}

  /**
   * The page.
   *
   * @param all the comparisons
   * @param methods rows of the section on methods: version, inputs, seed
   */
  public static String html(Comparisons all, Map<String, String> methods) {
    Page page = new Page("Sundog: comparison of two dumps");
    page.section("Differences", outcome(all) + charts(all) + table(all));
    if (all.comparisons().stream().anyMatch(comparison -> !comparison.worse().isEmpty())) {
      page.section("Items that got worse", worse(all));
    }
    if (!all.onlyBase().isEmpty() || !all.onlyCandidate().isEmpty()) {
      page.section(
          "Items without a partner",
          "<p>These items are not compared.</p>\n"
              + unmatched("Only in the base", all.onlyBase())
              + unmatched("Only in the candidate", all.onlyCandidate()));
    }
    page.section("Definitions", DEFINITIONS + metrics(all));
    return page.section("Methods", ScoreReport.list(methods)).html();
  }

  private static final String DEFINITIONS =
      "<dl><dt>Difference</dt><dd>Corpus value of the candidate minus that of the base, over the"
          + " items that both score.</dd>\n"
          + "<dt>Interval</dt><dd>Percentiles of a paired bootstrap over items.</dd>\n"
          + "<dt>Better, worse, changed</dt><dd>The whole interval is on one side of 0. Undecided:"
          + " it contains 0.</dd>\n"
          + "<dt>p</dt><dd>Two-sided p-value: exact McNemar test if all values are 0 or 1,"
          + " otherwise a permutation test that swaps the sides of items.</dd>\n"
          + "<dt>p (Holm)</dt><dd>p-value corrected by Holm over all comparisons of this page:"
          + " bounds the probability of any false positive.</dd>\n"
          + "<dt>q (BH)</dt><dd>q-value of Benjamini and Hochberg: bounds the expected share of"
          + " false positives.</dd></dl>\n";

  /** The number of differences, in a sentence. */
  private static String outcome(Comparisons all) {
    long better = count(all, Effect.BETTER);
    long worse = count(all, Effect.WORSE);
    long changed = count(all, Effect.CHANGED);
    int compared = all.comparisons().size();
    return "<p>"
        + Figures.count(compared)
        + (compared == 1 ? " comparison: " : " comparisons: ")
        + better
        + " better, "
        + worse
        + " worse"
        + (changed == 0 ? "" : ", " + changed + " changed")
        + ", with p (Holm) below "
        + LEVEL
        + "; "
        + Figures.count(compared - better - worse - changed)
        + " undecided at that level.</p>\n";
  }

  private static long count(Comparisons all, Effect effect) {
    return all.comparisons().stream()
        .filter(comparison -> comparison.effect() == effect && comparison.test().holm() < LEVEL)
        .count();
  }

  private static String charts(Comparisons all) {
    List<Chart> charts = ForestCharts.of(all);
    String html = charts.stream().limit(MOST_CHARTS).map(Canvas::of).collect(Collectors.joining());
    return charts.size() <= MOST_CHARTS
        ? html
        : html + "<p>More differences are in the table below.</p>\n";
  }

  private static String table(Comparisons all) {
    List<String> heads = new ArrayList<>(all.keyNames());
    heads.addAll(
        List.of(
            "metric",
            "n",
            "base",
            "candidate",
            "difference",
            "low",
            "high",
            "interval",
            "p",
            "p (Holm)",
            "q (BH)",
            "test"));
    HtmlTable table = new HtmlTable("Comparisons", heads);
    all.comparisons().forEach(comparison -> table.row(row(comparison)));
    return table.html();
  }

  private static List<Cell> row(Comparison comparison) {
    List<Cell> cells = start(comparison);
    cells.add(Cell.of(comparison.n()));
    cells.add(Cell.of(comparison.difference().base()));
    cells.add(Cell.of(comparison.difference().candidate()));
    cells.add(Cell.of(comparison.difference().value()));
    cells.add(Cell.of(comparison.difference().interval().low()));
    cells.add(Cell.of(comparison.difference().interval().high()));
    cells.add(new Cell.Words(comparison.effect().word()));
    cells.add(Cell.ofP(comparison.test().p()));
    cells.add(Cell.ofP(comparison.test().holm()));
    cells.add(Cell.of(comparison.test().bh()));
    cells.add(new Cell.Words(comparison.test().name()));
    return cells;
  }

  private static String worse(Comparisons all) {
    List<String> heads = new ArrayList<>(all.keyNames());
    heads.addAll(List.of("metric", "item", "base", "candidate", "difference"));
    HtmlTable table = new HtmlTable("Largest losses per comparison (--worst K lists more)", heads);
    for (Comparison comparison : all.comparisons()) {
      for (Comparison.Worse item : comparison.worse()) {
        List<Cell> cells = start(comparison);
        cells.add(new Cell.Words(item.id()));
        cells.add(Cell.of(item.base()));
        cells.add(Cell.of(item.candidate()));
        cells.add(Cell.of(item.candidate() - item.base()));
        table.row(cells);
      }
    }
    return table.html();
  }

  private static String unmatched(String side, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    HtmlTable table =
        new HtmlTable(side + " (" + Figures.count(names.size()) + ")", List.of("item"));
    names.forEach(name -> table.row(List.of(new Cell.Words(name))));
    return table.html();
  }

  private static String metrics(Comparisons all) {
    Map<String, String> definitions = new LinkedHashMap<>();
    for (Comparison comparison : all.comparisons()) {
      Description description = comparison.metric().description();
      definitions.put(ScoreReport.heading(description), ScoreReport.definition(description));
    }
    return ScoreReport.list(definitions);
  }

  private static List<Cell> start(Comparison comparison) {
    List<Cell> cells = new ArrayList<>();
    comparison.group().forEach(part -> cells.add(new Cell.Words(part)));
    cells.add(new Cell.Words(comparison.metric().name()));
    return cells;
  }
}
