package dev.sundog.cli;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.chart.PlotFolder;
import dev.sundog.cli.chart.PlotFormat;
import dev.sundog.cli.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Charts as picture files: options that the commands with reports share. */
@Command
final class PlotOptions {
  /** Charts of which pictures are made. */
  private static final int MOST = 400;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Write the report's charts as pictures, the first 400 of them.")
  private @Nullable Path folder;

  @Option(
      names = "--plot-format",
      paramLabel = "NAME",
      split = ",",
      description = "png, svg, or both with a comma between. Default: png")
  private List<PlotFormat> formats = List.of(PlotFormat.PNG);

  /** Whether there is a folder to write to. */
  boolean wanted() {
    return folder != null;
  }

  /**
   * Checks that pictures can be written, if they are wanted, before there are any.
   *
   * @throws IOException if they can't
   */
  void check() throws IOException {
    if (folder != null) {
      PlotFolder.check(folder);
    }
  }

  /** Writes the charts if a folder was given, and says how many. */
  void write(Terminal terminal, List<Chart> charts) throws IOException {
    if (folder == null) {
      return;
    }
    int files =
        PlotFolder.of(folder, formats)
            .write(charts.size() > MOST ? charts.subList(0, MOST) : charts);
    terminal.say(
        files
            + (files == 1 ? " picture in " : " pictures in ")
            + folder
            + (charts.size() > MOST
                ? ": the first " + MOST + " of " + Figures.count(charts.size()) + " charts"
                : ""));
  }
}
