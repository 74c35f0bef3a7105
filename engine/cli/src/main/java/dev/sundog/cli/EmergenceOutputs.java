package dev.sundog.cli;

import dev.sundog.dump.output.AtomicOutput;
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

  /** Writes what was asked for. */
  void write(Terminal terminal, EmergenceFindings findings, AnalysisOptions options)
      throws IOException {
    if (summary != null) {
      AtomicOutput.write(summary, findings.json());
    }
    if (report != null) {
      AtomicOutput.write(report, findings.html(methods(options)));
    }
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
