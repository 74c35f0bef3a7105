// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench;

import dev.sundog.bench.gate.FloorsCommand;
import dev.sundog.bench.gate.GateCommand;
import dev.sundog.bench.record.ExportCommand;
import dev.sundog.bench.record.RecordCommand;
import dev.sundog.bench.record.ReportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmark program, started by {@code bench/run}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Runs Sundog's benchmarks and its throughput gate. Compare results with: bench/run compare OLD NEW.",
    subcommands = {
      GateCommand.class,
      RecordCommand.class,
      ReportCommand.class,
      FloorsCommand.class,
      ExportCommand.class
    },
    footer = {
      "",
      "bench COMMAND --help lists the options. How to repeat a recorded run: results/README.md"
    })
public final class Main {
  private static final int USAGE = 64;
  private static final int INTERNAL = 4;

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, for tests to run inside their JVM. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExitCodeExceptionMapper(
        e -> e instanceof CommandLine.ParameterException ? USAGE : INTERNAL);
    return commandLine;
  }
}
