// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.text.Figures;
import dev.sundog.statistics.Interval;
import java.util.Locale;

/**
 * Draws a value and its interval on a scale shared by all rows.
 *
 * @param low left end of the scale
 * @param high right end of the scale, above {@code low}
 */
record IntervalDrawing(double low, double high) {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 16;

  /** The drawing of a value; empty for NaN, without a bar for an undefined interval. */
  public String svg(double mean, Interval interval) {
    if (Double.isNaN(mean)) {
      return "";
    }
    boolean defined = !Double.isNaN(interval.low());
    double left = defined ? interval.low() : mean;
    double right = defined ? interval.high() : mean;
    String words =
        Figures.value(mean)
            + ", from "
            + Figures.value(left)
            + " to "
            + Figures.value(right)
            + " on a scale from "
            + Figures.value(low)
            + " to "
            + Figures.value(high);
    return String.format(
        Locale.ROOT,
        "<svg role=\"img\" tabindex=\"0\" width=\"%d\" height=\"%d\" aria-label=\"%s\">"
            + "<line class=\"axis\" x1=\"0\" y1=\"8\" x2=\"%d\" y2=\"8\"/>"
            + "<line stroke=\"currentColor\" stroke-width=\"4\" x1=\"%.1f\" y1=\"8\" x2=\"%.1f\""
            + " y2=\"8\"/><circle fill=\"currentColor\" cx=\"%.1f\" cy=\"8\" r=\"4\"/></svg>",
        WIDTH,
        HEIGHT,
        Html.text(words),
        WIDTH,
        x(left),
        x(right),
        x(mean));
  }

  private double x(double value) {
    double margin = 5;
    double share = Math.clamp((value - low) / (high - low), 0.0, 1.0);
    return margin + share * (WIDTH - 2 * margin);
  }
}
