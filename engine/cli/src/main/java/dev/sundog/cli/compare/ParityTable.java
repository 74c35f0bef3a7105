package dev.sundog.cli.compare;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Parity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where other tools disagree with our definitions, item by item. */
public final class ParityTable {
  private static final double ROUNDING = 1e-12;

  private ParityTable() {}

  /** The metrics to score: ours and theirs in turn, in the order of the parities. */
  public static List<Metric> metrics(List<Parity> parities) {
    List<Metric> metrics = new ArrayList<>();
    for (Parity parity : parities) {
      metrics.add(parity.ours());
      metrics.add(parity.theirs());
    }
    return metrics;
  }

  /**
   * Items on which the values differ, or only one side has one; {@code -} where a side has no value
   * of any item, as the dump lacks what it reads.
   *
   * @param scores scores of {@link #metrics}
   * @param most items to list for each metric
   */
  public static String of(List<Parity> parities, ItemScores scores, int most) {
    Table counts = Table.of(2, 2).row("tool", "metric", "items", "disagree");
    Table items = Table.of(3, 2).row("tool", "metric", "item", "ours", "theirs");
    List<String> quirks = new ArrayList<>();
    for (int parity = 0; parity < parities.size(); parity++) {
      Parity known = parities.get(parity);
      int disagree = 0;
      boolean compared = hasValues(scores, 2 * parity) && hasValues(scores, 2 * parity + 1);
      for (int item = 0; compared && item < scores.items(); item++) {
        double ours = value(scores, 2 * parity, item);
        double theirs = value(scores, 2 * parity + 1, item);
        if (same(ours, theirs)) {
          continue;
        }
        if (disagree < most) {
          items.row(
              known.tool(),
              known.ours().name(),
              scores.name(item).toString(),
              Figures.value(ours),
              Figures.value(theirs));
        }
        disagree++;
      }
      counts.row(
          known.tool(),
          known.ours().name(),
          Figures.count(scores.items()),
          compared ? Figures.count(disagree) : "-");
      if (disagree > 0) {
        quirks.add(known.tool() + " " + known.ours().name() + ": " + known.quirk() + "\n");
      }
    }
    return counts + (quirks.isEmpty() ? "" : "\n" + items + "\n" + String.join("", quirks));
  }

  private static boolean hasValues(ItemScores scores, int metric) {
    return IntStream.range(0, scores.items())
        .anyMatch(item -> !Double.isNaN(scores.numerator(metric, item)));
  }

  private static double value(ItemScores scores, int metric, int item) {
    return scores.numerator(metric, item) / scores.weight(metric, item);
  }

  private static boolean same(double ours, double theirs) {
    if (Double.isNaN(ours) || Double.isNaN(theirs)) {
      return Double.isNaN(ours) == Double.isNaN(theirs);
    }
    return Math.abs(ours - theirs) <= ROUNDING * Math.max(Math.abs(ours), Math.abs(theirs));
  }
}
