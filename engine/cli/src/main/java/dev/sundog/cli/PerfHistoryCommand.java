// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.cli.text.Table;
import dev.sundog.cli.text.Table.Side;
import dev.sundog.perf.compare.Words;
import dev.sundog.perf.history.History;
import dev.sundog.perf.history.Series;
import dev.sundog.perf.history.Shift;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sundog perf history}: changes in a history. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Finds changes of the level in a history.",
    description = {
      "Prints every change with the commits between which it happened and its size. Slow drifts,"
          + " single outliers and changes of the spread alone are not reported.",
      "A recent change is one of the last two to five results only: the next results decide."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sundog perf history perf/",
      "  sundog perf history perf/ --since 2026-06-01 --alpha 0.001"
    })
final class PerfHistoryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Folder of the history.")
  private Path folder = Path.of("");

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Use results of this time or later, such as 2026-06-01.")
  private String since = "";

  @Option(
      names = "--alpha",
      paramLabel = "P",
      description =
          "Probability of a change reported for a benchmark without one. Default: ${DEFAULT-VALUE}")
  private double alpha = 0.01;

  private final Terminal terminal;

  PerfHistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!(alpha > 0 && alpha < 1)) {
      throw new UsageException("--alpha " + alpha + " must be between 0 and 1");
    }
    if (!Files.isDirectory(folder)) {
      throw new MalformedDumpException(folder.toString(), 0, -1, "no such folder");
    }
    History history = new History(folder);
    List<Path> files = history.files();
    List<Shift> shifts =
        files.parallelStream()
            .flatMap(file -> shifts(history, file).stream())
            .sorted(
                Comparator.comparing((Shift shift) -> shift.after().time())
                    .thenComparing(shift -> shift.series().benchmark()))
            .toList();
    Table table =
        Table.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.LEFT);
    table.row("time", "commits", "machine", "benchmark", "after ÷ before", "interval", "");
    shifts.forEach(shift ->
        table.row(
            shift.after().time(),
            shift.before().commit() + ".." + shift.after().commit(),
            shift.series().machine(),
            shift.series().benchmark().shortLabel(),
            Words.ratio(shift.performance().ratio()),
            Words.interval(shift.performance().interval(0.95)),
            shift.recent() ? "recent" : ""));
    if (!shifts.isEmpty()) {
      terminal.out().print(table);
      terminal.out().println();
    }
    terminal.out().println(files.size() + " benchmarks, " + shifts.size() + " changes.");
    return 0;
  }

  private List<Shift> shifts(History history, Path file) {
    try {
      Series series = history.read(file);
      return Shift.of(since.isEmpty() ? series : series.since(since), alpha);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
