// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.EmergenceScore;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricSwap;
import dev.sundog.emergence.PowerLawFit;
import dev.sundog.emergence.ScalingPoint;
import dev.sundog.emergence.ScoreDistribution;
import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An analysis as text tables. */
public final class EmergenceTables {
  private EmergenceTables() {}

  /** One row per curve. */
  public static Table curves(EmergenceAnalysis analysis) {
    Table table =
        Table.of(3, 6)
            .row("task", "metric", "family", "length", "n", "score", "95 %", "floor", "p holm");
    for (JudgedCurve curve : analysis.curves()) {
      CurveKey key = curve.curve().key();
      table.row(
          key.task(),
          key.metric(),
          key.family(),
          key.length() == 0 ? "-" : Integer.toString(key.length()),
          Integer.toString(curve.score().points()),
          score(curve.score()),
          interval(curve.interval()),
          Figures.value(curve.curve().noiseFloor()),
          Double.isNaN(curve.holm())
              ? "-"
              : curve.holm() < 1e-300
                  ? "< 1e-300"
                  : String.format(Locale.ROOT, "%.2g", curve.holm()));
    }
    return table;
  }

  /** An empty line and {@link #swaps}; empty if there are no pairs. */
  public static String swapsBelow(EmergenceAnalysis analysis) {
    return analysis.swaps().isEmpty() ? "" : System.lineSeparator() + swaps(analysis);
  }

  /** One row per pair of a sharp and a smooth metric. */
  public static Table swaps(EmergenceAnalysis analysis) {
    Table table =
        Table.of(4, 5)
            .row(
                "task",
                "sharp",
                "smooth",
                "family",
                "length",
                "sharp score",
                "smooth score",
                "alpha",
                "residual");
    for (MetricSwap swap : analysis.swaps()) {
      CurveKey key = swap.sharp().key();
      table.row(
          key.task(),
          key.metric(),
          swap.smooth().key().metric(),
          key.family(),
          key.length() == 0 ? "-" : Integer.toString(key.length()),
          score(swap.sharpScore()),
          score(swap.smoothScore()),
          Figures.value(swap.fit().map(fit -> fit.alpha()).orElse(Double.NaN)),
          Figures.value(swap.largestResidual()));
    }
    return table;
  }

  /**
   * One row per point of every pair of a sharp metric and a token distance: measured values next to
   * the values p^L and L(1 - p) of the law fitted to the distance.
   */
  public static Table predictions(EmergenceAnalysis analysis, String sharp, String distance) {
    Table table =
        Table.of(2, 7)
            .row("task", "family", "length", "scale", "items", sharp, "p^L", distance, "L(1-p)");
    for (MetricSwap swap : analysis.swaps()) {
      if (swap.sharp().key().metric().equals(sharp)
          && swap.smooth().key().metric().equals(distance)) {
        predictions(table, swap);
      }
    }
    return table;
  }

  private static void predictions(Table table, MetricSwap swap) {
    CurveKey key = swap.sharp().key();
    int length = key.length();
    Optional<PowerLawFit> law = swap.fit().filter(fit -> length > 0);
    Map<Double, Double> distances =
        swap.smooth().points().stream()
            .collect(Collectors.toMap(ScalingPoint::scale, ScalingPoint::value));
    for (ScalingPoint point : swap.sharp().points()) {
      double scale = point.scale();
      table.row(
          key.task(),
          key.family(),
          length == 0 ? "-" : Integer.toString(length),
          String.format(Locale.ROOT, "%.3g", scale),
          Figures.count(point.items()),
          Figures.value(point.value()),
          Figures.value(law.map(fit -> fit.accuracy(scale, length)).orElse(Double.NaN)),
          Figures.value(distances.getOrDefault(scale, Double.NaN)),
          Figures.value(law.map(fit -> fit.editDistance(scale, length)).orElse(Double.NaN)));
    }
  }

  /** One row per judged curve: the verdict in words. */
  public static Table verdicts(EmergenceAnalysis analysis) {
    Table table = Table.of(5, 0).row("task", "metric", "family", "length", "verdict");
    for (JudgedCurve curve : analysis.curves()) {
      CurveKey key = curve.curve().key();
      if (!curve.verdict().words().equals("not judged: not a sharp metric")) {
        table.row(
            key.task(),
            key.metric(),
            key.family(),
            key.length() == 0 ? "-" : Integer.toString(key.length()),
            curve.verdict().words());
      }
    }
    return table;
  }

  /** One row per metric. */
  public static Table distributions(List<ScoreDistribution> distributions) {
    int high = distributions.stream().mapToInt(ScoreDistribution::high).sum();
    Table table =
        Table.of(1, 7)
            .row("metric", "curves", "infinite", "high", "high %", "of all high", "median", "90 %");
    for (ScoreDistribution distribution : distributions) {
      table.row(
          distribution.metric(),
          Figures.count(distribution.curves()),
          Figures.count(distribution.infinite()),
          Figures.count(distribution.high()),
          Figures.fixed(100 * distribution.highShare(), 1),
          high == 0 ? "-" : Figures.fixed(100.0 * distribution.high() / high, 1) + " %",
          Figures.value(distribution.median()),
          Figures.value(distribution.upperDecile()));
    }
    return table;
  }

  /** A score as text: a number or its status. */
  public static String score(EmergenceScore score) {
    return switch (score.status()) {
      case OK -> Figures.fixed(score.value(), 2);
      case INFINITE -> score.value() > 0 ? "inf" : "-inf";
      case FLAT -> "flat";
      case TOO_FEW -> "too few";
    };
  }

  /** An interval as text; {@code -} if it is undefined. */
  static String interval(Interval interval) {
    return Double.isNaN(interval.low()) ? "-" : end(interval.low()) + " to " + end(interval.high());
  }

  private static String end(double end) {
    return Double.isInfinite(end) ? Figures.value(end) : Figures.fixed(end, 2);
  }
}
