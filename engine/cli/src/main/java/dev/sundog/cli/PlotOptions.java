// SPDX-License-Identifier: Apache-2.0
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

/** Charts as picture files. */
@Command
final class PlotOptions {
  /** Largest number of pictures. */
  private static final int MOST = 400;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Write the charts of the report as picture files, at most 400.")
  private @Nullable Path folder;

  @Option(
      names = "--plot-format",
      paramLabel = "NAME",
      split = ",",
      description = "Formats of the pictures: png, svg, or png,svg. Default: png")
  private List<PlotFormat> formats = List.of(PlotFormat.PNG);

  /** Whether pictures are wanted. */
  boolean wanted() {
    return folder != null;
  }

  /**
   * Checks that pictures can be written, if they are wanted.
   *
   * @throws IOException if they cannot be written
   */
  void check() throws IOException {
    if (folder != null) {
      PlotFolder.check(folder);
    }
  }

  /** Writes the charts and reports their number, if pictures are wanted. */
  void write(Terminal terminal, List<Chart> charts) throws IOException {
    if (folder == null) {
      return;
    }
    int files =
        PlotFolder.of(folder, formats)
            .write(charts.size() > MOST ? charts.subList(0, MOST) : charts);
    terminal.say(
        "wrote "
            + files
            + (files == 1 ? " picture to " : " pictures to ")
            + folder
            + (charts.size() > MOST
                ? ": the first " + MOST + " of " + Figures.count(charts.size()) + " charts"
                : ""));
  }
}
