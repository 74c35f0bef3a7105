package dev.sundog.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The files that the emergence commands write. */
@Command
final class EmergenceOutputs {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private SummaryOption summary = new SummaryOption();

  @Mixin private ReportOptions report = new ReportOptions();

  /** Whether a file was asked for at all. */
  boolean wanted() {
    return summary.file() != null || report.wanted();
  }

  /**
   * The files beside their places, for {@link #write}.
   *
   * @throws IOException if a file or a picture can't be written
   */
  OutputFiles open() throws IOException {
    report.plots().check();
    return OutputFiles.open(summary.file(), report.file());
  }

  /** Writes what was asked for, and puts it in its place. */
  void write(
      OutputFiles files, Terminal terminal, EmergenceFindings findings, AnalysisOptions options)
      throws IOException {
    Path summaryFile = summary.file();
    if (summaryFile != null) {
      findings.json().write(files.stream(summaryFile));
    }
    Path reportFile = report.file();
    if (reportFile != null) {
      files.write(reportFile, findings.html(methods(options)));
    }
    files.commit();
    if (report.plots().wanted()) {
      report.plots().write(terminal, findings.allCharts());
    }
  }

  private Map<String, String> methods(AnalysisOptions options) {
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("Program", SundogCommand.Version.name());
    methods.put("Command", SundogCommand.line(spec));
    methods.putAll(options.described());
    return methods;
  }
}
