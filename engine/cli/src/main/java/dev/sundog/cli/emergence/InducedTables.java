// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.PlainText;
import dev.sundog.cli.text.Table;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.EmergenceScore;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricPairs;
import dev.sundog.emergence.ScalingPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Smooth curves and the sharp ones induced from them, as text tables. */
public final class InducedTables {
  private InducedTables() {}

  /**
   * One table per family: values by scale, the score, and its ratio to the score of the smooth
   * curve above; {@code -} if either is undefined or the smooth one is not above 0.
   */
  public static String of(EmergenceAnalysis analysis) {
    StringBuilder text = new StringBuilder();
    analysis
        .byFamily()
        .forEach((family, curves) ->
            text.append(text.isEmpty() ? "" : "\n").append(table(family, curves)));
    return text.toString();
  }

  private static Table table(String family, List<JudgedCurve> curves) {
    List<ScalingPoint> scales = curves.getFirst().curve().points();
    Table table = Table.of(1, scales.size() + 3);
    List<String> heads = new ArrayList<>();
    heads.add(family.isEmpty() ? "scale" : family);
    scales.forEach(point -> heads.add(Figures.value(point.scale())));
    Collections.addAll(heads, "score", "95 %", "x smooth");
    table.row(heads);
    EmergenceScore smooth = curves.getFirst().score();
    for (JudgedCurve curve : curves) {
      boolean sharp = MetricPairs.sharp(curve.curve().key().metric());
      smooth = sharp ? smooth : curve.score();
      List<String> row = new ArrayList<>();
      row.add(name(curve));
      curve.curve().points().forEach(point -> row.add(value(point.value())));
      row.add(EmergenceTables.score(curve.score()));
      row.add(EmergenceTables.interval(curve.interval()));
      row.add(sharp ? times(curve.score(), smooth) : "");
      table.row(row);
    }
    return table;
  }

  private static String name(JudgedCurve curve) {
    String metric = curve.curve().key().metric();
    int length = curve.curve().key().length();
    if (length > 0) {
      return metric + ", L = " + length;
    }
    return MetricPairs.sharp(metric) ? metric + ", " + curve.curve().key().task() : metric;
  }

  private static String value(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String times(EmergenceScore sharp, EmergenceScore smooth) {
    boolean numbers =
        smooth.status() == EmergenceScore.Status.OK && smooth.value() > 0 && sharp.defined();
    double times = sharp.value() / smooth.value();
    return numbers
        ? Double.isInfinite(times) ? Figures.value(times) : Figures.fixed(times, 1)
        : "-";
  }

  /**
   * A line on all sharp curves of a family: the number of them whose score is at least a multiple
   * of the smooth score. Safe for a terminal; empty if the smooth score is not a number above 0.
   *
   * @param sharp name of the sharp metric, see {@link InducedCurves#sharp}
   * @param times the multiple
   */
  public static String every(
      String sharp, String family, InducedScores scores, EmergenceAnalysis analysis, double times) {
    EmergenceScore smooth =
        analysis.curves().stream()
            .filter(curve -> curve.curve().key().family().equals(family))
            .map(JudgedCurve::score)
            .findFirst()
            .orElseThrow();
    if (smooth.status() != EmergenceScore.Status.OK || smooth.value() <= 0) {
      return "";
    }
    double high = times * smooth.value();
    long many = scores.atLeast(high);
    String range =
        many == 0
            ? ""
            : ", from "
                + Figures.value(scores.firstAtLeast(high))
                + " to "
                + Figures.value(scores.lastAtLeast(high));
    String line =
        String.format(
            Locale.ROOT,
            "%s%s scores at least %s times the smooth curve (%.2f) at %s of %s values%s",
            family.isEmpty() ? "" : family + ": ",
            sharp,
            Figures.value(times),
            smooth.value(),
            Figures.count(many),
            Figures.count(scores.at().length),
            range);
    return PlainText.line(line) + "\n";
  }
}
