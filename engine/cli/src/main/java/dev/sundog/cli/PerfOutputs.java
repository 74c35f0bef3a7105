// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.report.PerfReport;
import dev.sundog.cli.text.PerfText;
import dev.sundog.perf.compare.Comparison;
import dev.sundog.perf.compare.ComparisonJson;
import dev.sundog.perf.compare.JUnitXml;
import dev.sundog.perf.compare.Markdown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The outputs of a comparison of benchmarks, and whether a loss fails the command. */
@Command
final class PerfOutputs {
  /** What fails the command. */
  enum FailOn {
    /** A loss. */
    LOSS,
    /** A loss, or a benchmark that is only in the old results. */
    MISSING,
    /** Nothing. */
    NEVER
  }

  @Option(
      names = "--fail-on",
      paramLabel = "NAME",
      description =
          "Exit with code 1 on a loss (loss), on a loss or a missing benchmark (missing), or never."
              + " Default: loss")
  private FailOn failOn = FailOn.LOSS;

  @Option(
      names = "--details",
      description =
          "Print a second table: processes and values, intervals of the medians, Mann-Whitney"
              + " p-value, smallest loss that would have been found.")
  private boolean details;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Write Markdown for a pull request: changes first, the rest folded.")
  private @Nullable Path markdown;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML: one test case per benchmark, a loss is a failure.")
  private @Nullable Path junit;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report with charts, tables and definitions: one HTML file that loads nothing"
              + " from a network.")
  private @Nullable Path report;

  /**
   * Writes all outputs.
   *
   * @param methods rows of the report's section on methods
   * @return the exit code
   */
  int write(Terminal terminal, Comparison comparison, Map<String, String> methods)
      throws IOException {
    try (OutputFiles files = OutputFiles.open(markdown, json, junit, report)) {
      write(files, markdown, Markdown.of(comparison));
      write(files, json, ComparisonJson.of(comparison));
      write(files, junit, JUnitXml.of(comparison));
      write(files, report, PerfReport.html(comparison, methods));
      files.commit();
    }
    terminal.out().print(PerfText.of(comparison, details));
    comparison.warnings().forEach(terminal::say);
    boolean failed =
        switch (failOn) {
          case LOSS -> comparison.hasLoss();
          case MISSING -> comparison.hasLoss() || comparison.hasMissing();
          case NEVER -> false;
        };
    return failed ? 1 : 0;
  }

  private static void write(OutputFiles files, @Nullable Path file, String text)
      throws IOException {
    if (file != null) {
      files.write(file, text);
    }
  }
}
