// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.text;

import dev.sundog.cli.text.Table.Side;
import dev.sundog.perf.compare.Comparison;
import dev.sundog.perf.compare.Row;
import dev.sundog.perf.compare.Words;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.statistics.MedianInterval;
import org.jspecify.annotations.Nullable;

/** A comparison of benchmarks as tables of text. */
public final class PerfText {
  private PerfText() {}

  /**
   * The table, worst verdict first, with closing lines.
   *
   * @param details whether to append the table of further figures
   */
  public static String of(Comparison comparison, boolean details) {
    Table table =
        Table.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT)
            .row("benchmark", "old", "new", "new ÷ old", "interval", "p", "verdict");
    for (Row row : comparison.rows()) {
      table.row(
          row.benchmark().shortLabel(),
          row.oldShown(),
          row.newShown(),
          Words.ratio(row.change().ratio()),
          Words.interval(row.change().interval()),
          Words.pValue(row.change().adjusted()),
          Words.verdict(row));
    }
    StringBuilder text = new StringBuilder(table.toString()).append('\n');
    if (details) {
      text.append(details(comparison)).append('\n');
    }
    Words.means(comparison).forEach(line -> text.append(line).append('\n'));
    return text.append(comparison.sentence()).append('\n').toString();
  }

  private static String details(Comparison comparison) {
    Table table =
        Table.of(1, 7)
            .row(
                "benchmark",
                "old values",
                "new values",
                "old median",
                "new median",
                "Mann-Whitney p",
                "smallest loss",
                "threshold");
    for (Row row : comparison.rows()) {
      table.row(
          row.benchmark().shortLabel(),
          counts(row.old()),
          counts(row.changed()),
          median(row.old(), row.change().oldMedian()),
          median(row.old(), row.change().newMedian()),
          Words.pValue(row.change().mannWhitney()),
          Words.percent(row.change().log().smallestLoss(comparison.settings().confidence())),
          Words.percent(row.threshold()));
    }
    return table.toString();
  }

  private static String counts(@Nullable Measurement measurement) {
    return measurement == null ? "" : measurement.counts();
  }

  /** A median with its interval, such as {@code 1.20 ms (1.18 ms to 1.25 ms)}. */
  private static String median(@Nullable Measurement side, MedianInterval median) {
    if (side == null || Double.isNaN(median.median())) {
      return "";
    }
    String shown = side.unit().show(median.median());
    return Double.isNaN(median.interval().low())
        ? shown
        : shown
            + " ("
            + side.unit().show(median.interval().low())
            + " to "
            + side.unit().show(median.interval().high())
            + ")";
  }
}
