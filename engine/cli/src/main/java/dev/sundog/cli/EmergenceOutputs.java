package dev.sundog.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The files that the emergence commands write. */
@Command
final class EmergenceOutputs {
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

  /**
   * The files beside their places, for {@link #write}.
   *
   * @throws IOException if a file or a picture can't be written
   */
  OutputFiles open() throws IOException {
    plots.check();
    return OutputFiles.open(summary, report);
  }

  /** Writes what was asked for, and puts it in its place. */
  void write(
      OutputFiles files, Terminal terminal, EmergenceFindings findings, AnalysisOptions options)
      throws IOException {
    if (summary != null) {
      findings.json().write(files.stream(summary));
    }
    if (report != null) {
      files.write(report, findings.html(methods(options)));
    }
    files.commit();
    if (plots.wanted()) {
      plots.write(terminal, findings.allCharts());
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
