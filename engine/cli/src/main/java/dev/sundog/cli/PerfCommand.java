// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sundog perf}: performance regression tests of any project. */
@Command(
    name = "perf",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    header = "Tests the performance of any project for regressions.",
    description =
        "Reads the result files of JMH, Google Benchmark, pytest-benchmark, hyperfine, criterion,"
            + " BenchmarkDotNet, k6, go test -bench, and CSV.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog perf compare old.json new.json",
      "  sundog perf record results.json --history perf/",
      "  sundog perf history perf/"
    })
final class PerfCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command and its commands. */
  static CommandLine of(Terminal terminal) {
    return new CommandLine(new PerfCommand())
        .addSubcommand(new PerfCompareCommand(terminal))
        .addSubcommand(new PerfRecordCommand(terminal))
        .addSubcommand(new PerfHistoryCommand(terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command: compare, record or history");
  }
}
