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

/** What the terminal shows of smooth curves and the sharp ones made of them. */
public final class InducedTables {
  private InducedTables() {}

  /**
   * A table of each family: the values by scale, the score, and how many times that of the smooth
   * curve above it that is; {@code -} where either is none, or the smooth one is not above 0.
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
   * A line on all sharp curves of a family: at how many of them the score is at least so many times
   * the smooth one's. Harmless to a terminal; empty if the smooth score is no number above 0.
   *
   * @param sharp what makes them, as {@link InducedCurves#sharp}
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
            "%s%s scores %s or more times the smooth %.2f at %s of %s values%s",
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
