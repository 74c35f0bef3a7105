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
 * What an emergence command came to, as its files tell it.
 *
 * @param title of the page
 * @param analysis the curves, judged
 * @param json the summary file
 * @param charts shown before those of the curves
 * @param high scores from here on are called high
 */
record EmergenceFindings(
    String title,
    EmergenceAnalysis analysis,
    AtomicOutput.Content json,
    List<Chart> charts,
    double high) {
  /** The paper gives no such number. */
  static final double HIGH = 10;

  /** Curves alone. */
  static EmergenceFindings of(String title, EmergenceAnalysis analysis) {
    return new EmergenceFindings(title, analysis, EmergenceJson.of(analysis), List.of(), HIGH);
  }

  /** The same, and in the summary how scores are distributed by metric. */
  EmergenceFindings withDistributions(List<ScoreDistribution> distributions, double from) {
    return new EmergenceFindings(
        title, analysis, EmergenceJson.of(analysis, distributions), charts, from);
  }

  /**
   * The same, and in the summary the scores of all induced curves, by family.
   *
   * @param drawn charts of those scores
   */
  EmergenceFindings withInduced(Map<String, InducedScores> induced, List<Chart> drawn) {
    return new EmergenceFindings(title, analysis, EmergenceJson.of(analysis, induced), drawn, high);
  }

  /** The page, with how it was made. */
  String html(Map<String, String> methods) {
    return EmergenceReport.html(title, charts, analysis, high, methods);
  }

  /** Every chart, also those that are too many for a page. */
  List<Chart> allCharts() {
    List<Chart> all = new ArrayList<>(charts);
    all.add(EmergenceCharts.scores(analysis));
    EmergenceCharts.of(analysis, Integer.MAX_VALUE)
        .groups()
        .forEach(group -> all.addAll(group.charts()));
    return all;
  }
}
