// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import dev.sundog.dump.output.AtomicOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A folder of pictures, drawn without a browser. File names hold a number and the ASCII letters and
 * digits of the title, so no title can point outside the folder.
 *
 * @param folder the folder; created if it is missing
 * @param formats one file per chart and format
 */
public record PlotFolder(Path folder, Set<PlotFormat> formats) {
  private static final int LONGEST_NAME = 80;

  /**
   * Checks that a folder can be written to, or created. Changes nothing.
   *
   * @throws IOException if it cannot
   */
  public static void check(Path folder) throws IOException {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new FileAlreadyExistsException(there.toString());
    }
    if (!Files.isWritable(there)) {
      throw new AccessDeniedException(there.toString());
    }
  }

  /** A folder for pictures of some formats, at least one. */
  public static PlotFolder of(Path folder, Collection<PlotFormat> formats) throws IOException {
    Files.createDirectories(folder);
    return new PlotFolder(folder, EnumSet.copyOf(formats));
  }

  /**
   * Draws charts into the folder.
   *
   * @return files written
   */
  public int write(List<Chart> charts) throws IOException {
    int number = 0;
    for (Chart chart : charts) {
      number++;
      for (PlotFormat format : formats) {
        write(folder.resolve(name(number, chart) + "." + format.ending()), chart, format);
      }
    }
    return number * formats.size();
  }

  private static String name(int number, Chart chart) {
    String title = String.format(Locale.ROOT, "%03d %s", number, chart.title());
    String name = title.replaceAll("[^A-Za-z0-9]+", "-").replaceFirst("-$", "");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private static void write(Path file, Chart chart, PlotFormat format) throws IOException {
    try (AtomicOutput output = AtomicOutput.to(file)) {
      try (OutputStream stream = output.stream()) {
        format.write(Plot.of(chart), stream);
      }
      output.commit();
    }
  }
}
