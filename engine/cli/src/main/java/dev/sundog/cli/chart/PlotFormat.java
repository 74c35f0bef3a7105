// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Formats of picture files. */
public enum PlotFormat {
  /** Pixels, two to a point: sharp on dense screens and on paper. */
  PNG,
  /** Outlines, of letters too, with the chart's words as its title. */
  SVG;

  void write(Plot plot, OutputStream out) throws IOException {
    switch (this) {
      case PNG -> PlotWriter.png(plot, out);
      case SVG -> PlotWriter.svg(plot, out);
    }
  }

  /** The ending of a file's name, without the dot. */
  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }
}
