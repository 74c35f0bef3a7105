// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The report, and its charts as pictures. */
@Command
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report with charts, tables and definitions: one HTML file that loads nothing"
              + " from a network.")
  private @Nullable Path report;

  @Mixin private PlotOptions plots = new PlotOptions();

  /** The file of the report, or null if none is wanted. */
  @Nullable Path file() {
    return report;
  }

  /** The pictures. */
  PlotOptions plots() {
    return plots;
  }

  /** Whether charts are drawn at all. */
  boolean wanted() {
    return report != null || plots.wanted();
  }
}
