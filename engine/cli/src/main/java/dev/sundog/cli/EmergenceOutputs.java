package dev.sundog.cli;

import static java.util.Objects.requireNonNull;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.emergence.EmergenceCharts;
import dev.sundog.cli.emergence.EmergenceJson;
import dev.sundog.cli.report.EmergenceReport;
import dev.sundog.dump.output.AtomicOutput;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.ScoreDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The files that the emergence commands write. */
@Command
final class EmergenceOutputs {
  /** Scores from here on are called high; the paper gives no such number. */
  static final double HIGH = 10;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--summary", paramLabel = "FILE", description = "Write the summary as JSON.")
  private @Nullable Path summary;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page (HTML, one file, no network) with charts and tables.")
  private @Nullable Path report;

  @Mixin private PlotOptions plots = new PlotOptions();

  /** Whether a file was asked for at all. */
  boolean wanted() {
    return summary != null || report != null || plots.wanted();
  }

  /** Writes what was asked for. */
  void write(Terminal terminal, EmergenceAnalysis analysis, String title, AnalysisOptions options)
      throws IOException {
    write(terminal, analysis, () -> EmergenceJson.of(analysis), List.of(), HIGH, title, options);
  }

  /** The same, and in the summary how scores are distributed by metric. */
  void write(
      Terminal terminal,
      EmergenceAnalysis analysis,
      List<ScoreDistribution> distributions,
      double high,
      String title,
      AnalysisOptions options)
      throws IOException {
    write(
        terminal,
        analysis,
        () -> EmergenceJson.of(analysis, distributions),
        List.of(),
        high,
        title,
        options);
  }

  /**
   * The same, and in the summary the scores of all induced curves, by family.
   *
   * @param charts of those scores, shown before the others
   */
  void write(
      Terminal terminal,
      EmergenceAnalysis analysis,
      Map<String, InducedScores> induced,
      List<Chart> charts,
      String title,
      AnalysisOptions options)
      throws IOException {
    write(
        terminal,
        analysis,
        () -> EmergenceJson.of(analysis, induced),
        charts,
        HIGH,
        title,
        options);
  }

  private void write(
      Terminal terminal,
      EmergenceAnalysis analysis,
      Supplier<String> json,
      List<Chart> first,
      double high,
      String title,
      AnalysisOptions options)
      throws IOException {
    if (summary != null) {
      AtomicOutput.write(summary, json.get());
    }
    if (report != null) {
      AtomicOutput.write(
          report, EmergenceReport.html(title, first, analysis, high, methods(options)));
    }
    if (plots.wanted()) {
      List<Chart> charts = new ArrayList<>(first);
      charts.add(EmergenceCharts.scores(analysis));
      EmergenceCharts.of(analysis, Integer.MAX_VALUE)
          .groups()
          .forEach(group -> charts.addAll(group.charts()));
      plots.write(terminal, charts);
    }
  }

  private Map<String, String> methods(AnalysisOptions options) {
    Map<String, String> methods = new LinkedHashMap<>();
    List<String> arguments =
        requireNonNull(spec).root().commandLine().getParseResult().originalArgs();
    methods.put("Program", Sundog.Version.name());
    methods.put("Command", "sundog " + String.join(" ", arguments));
    methods.putAll(options.described());
    return methods;
  }
}
