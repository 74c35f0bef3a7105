// SPDX-License-Identifier: Apache-2.0
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

/** The output files of the emergence commands. */
@Command
final class EmergenceOutputs {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private SummaryOption summary = new SummaryOption();

  @Mixin private ReportOptions report = new ReportOptions();

  /** Whether any file is wanted. */
  boolean wanted() {
    return summary.file() != null || report.wanted();
  }

  /**
   * Opens the files for {@link #write}.
   *
   * @throws IOException if a file or a picture cannot be written
   */
  OutputFiles open() throws IOException {
    report.plots().check();
    return OutputFiles.open(summary.file(), report.file());
  }

  /** Writes and commits the files. */
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
