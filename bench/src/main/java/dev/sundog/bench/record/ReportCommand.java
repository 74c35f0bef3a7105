// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code report FOLDER}: generates the tables and the chart of a recorded run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Generates README.md and rates.png of a folder of recorded runs.",
    footer = {"", "Example:", "  report results/2026-11-24-amd-epyc-512"})
public final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "a folder that `record` wrote")
  private Path folder = Path.of(".");

  @Override
  public Integer call() throws IOException {
    Report.of(folder).write(folder);
    return 0;
  }
}
