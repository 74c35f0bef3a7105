// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.emergence.EmergenceCharts;
import dev.sundog.cli.emergence.EmergenceJson;
import dev.sundog.cli.report.EmergenceReport;
import dev.sundog.dump.output.AtomicOutput;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.ScoreDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The results of an emergence command.
 *
 * @param title title of the report
 * @param analysis the judged curves
 * @param json content of the summary file
 * @param charts charts before those of the curves
 * @param high smallest score that counts as high
 */
record EmergenceFindings(
    String title,
    EmergenceAnalysis analysis,
    AtomicOutput.Content json,
    List<Chart> charts,
    double high) {
  /** Our default: the paper states no threshold. */
  static final double HIGH = 10;

  /** Results with curves only. */
  static EmergenceFindings of(String title, EmergenceAnalysis analysis) {
    return new EmergenceFindings(title, analysis, EmergenceJson.of(analysis), List.of(), HIGH);
  }

  /** These results with distributions of the scores by metric in the summary. */
  EmergenceFindings withDistributions(List<ScoreDistribution> distributions, double from) {
    return new EmergenceFindings(
        title, analysis, EmergenceJson.of(analysis, distributions), charts, from);
  }

  /**
   * These results with the scores of all induced curves, by family, in the summary.
   *
   * @param drawn charts of those scores
   */
  EmergenceFindings withInduced(Map<String, InducedScores> induced, List<Chart> drawn) {
    return new EmergenceFindings(title, analysis, EmergenceJson.of(analysis, induced), drawn, high);
  }

  /**
   * The report as HTML.
   *
   * @param methods rows of the section on methods
   */
  String html(Map<String, String> methods) {
    return EmergenceReport.html(title, charts, analysis, high, methods);
  }

  /** All charts, including those that the report leaves out. */
  List<Chart> allCharts() {
    List<Chart> all = new ArrayList<>(charts);
    all.add(EmergenceCharts.scores(analysis));
    EmergenceCharts.of(analysis, Integer.MAX_VALUE)
        .groups()
        .forEach(group -> all.addAll(group.charts()));
    return all;
  }
}
