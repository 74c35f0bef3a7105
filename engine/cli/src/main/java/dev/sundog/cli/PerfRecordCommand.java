// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.perf.history.History;
import dev.sundog.perf.result.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sundog perf record}: appends results to a history. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Appends results to a history.",
    description =
        "A history is a folder with one JSON Lines file per machine and benchmark. Each result is"
            + " one line, so that the folder can be kept in git.",
    footerHeading = "%nExamples:%n",
    footer = "  sundog perf record results.json --history perf/ --commit 1a2b3c --machine runner")
final class PerfRecordCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RESULTS", description = "File or folder of results.")
  private Path results = Path.of("");

  @Option(
      names = "--history",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the history.")
  private Path folder = Path.of("");

  @Option(names = "--commit", paramLabel = "SHA", description = "The measured commit.")
  private String commit = "";

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description =
          "Name of the machine. Results of different machines are never compared. Default:"
              + " ${DEFAULT-VALUE}")
  private String machine = "default";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Time of the results, ISO 8601. Default: now")
  private String time = "";

  @Mixin private PerfInput input = new PerfInput();

  private final Terminal terminal;

  PerfRecordCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Results read = input.read(results);
    String at = time.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString() : time;
    try {
      new History(folder).record(read, machine, commit, at);
    } catch (IllegalArgumentException e) {
      throw UsageException.of(e);
    }
    terminal.say("recorded " + read.measurements().size() + " benchmarks in " + folder);
    return 0;
  }
}
