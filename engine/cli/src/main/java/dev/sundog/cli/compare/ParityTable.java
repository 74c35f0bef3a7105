// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.metric.Metric;
import dev.sundog.parity.Parity;
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Layout;
import dev.sundog.text.JsonWriter.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The items on which other tools disagree with our definitions.
 *
 * @param items number of scored items
 * @param lines one per metric of a tool, in the order of the parities
 */
public record ParityTable(int items, List<Line> lines) {
  private static final double ROUNDING = 1e-12;

  /** Copies the list. */
  public ParityTable {
    lines = List.copyOf(lines);
  }

  /**
   * One metric of a tool.
   *
   * @param parity the two metrics
   * @param compared whether both metrics have values; false if the dump lacks an input of one
   * @param disagree number of items whose values differ, or that only one side scores
   * @param examples the first of these items
   */
  public record Line(Parity parity, boolean compared, int disagree, List<Example> examples) {
    /** Copies the list. */
    public Line {
      examples = List.copyOf(examples);
    }

    private void write(JsonWriter out) {
      out.object(Layout.LINES).field("tool", parity.tool()).field("theirs", parity.itsName());
      out.field("ours", parity.ours().name()).field("quirk", parity.quirk());
      out.name("disagree");
      if (compared) {
        out.value(disagree);
      } else {
        out.nothing();
      }
      out.name("examples").array();
      for (Example example : examples) {
        out.object(Layout.LINES).field("item", example.item());
        out.field("ours", example.ours()).field("theirs", example.theirs()).end();
      }
      out.end().end();
    }
  }

  /**
   * An item whose values differ; NaN for a missing value.
   *
   * @param item name of the item
   * @param ours our value
   * @param theirs value of the tool
   */
  public record Example(String item, double ours, double theirs) {}

  /** The metrics to score: ours and theirs alternate, in the order of the parities. */
  public static List<Metric> metrics(List<Parity> parities) {
    List<Metric> metrics = new ArrayList<>();
    for (Parity parity : parities) {
      metrics.add(parity.ours());
      metrics.add(parity.theirs());
    }
    return metrics;
  }

  /**
   * Compares the scores of all items.
   *
   * @param scores scores of {@link #metrics}
   * @param most largest number of items to list per metric
   */
  public static ParityTable of(List<Parity> parities, ItemScores scores, int most) {
    return new ParityTable(
        scores.items(),
        IntStream.range(0, parities.size())
            .mapToObj(parity -> line(parities.get(parity), scores, 2 * parity, most))
            .toList());
  }

  private static Line line(Parity parity, ItemScores scores, int ours, int most) {
    int theirs = ours + 1;
    if (!hasValues(scores, ours) || !hasValues(scores, theirs)) {
      return new Line(parity, false, 0, List.of());
    }
    List<Example> examples = new ArrayList<>();
    int disagree = 0;
    for (int item = 0; item < scores.items(); item++) {
      if (!same(scores.value(ours, item), scores.value(theirs, item))) {
        if (disagree++ < most) {
          examples.add(
              new Example(
                  scores.name(item).toString(),
                  scores.value(ours, item),
                  scores.value(theirs, item)));
        }
      }
    }
    return new Line(parity, true, disagree, examples);
  }

  private static boolean hasValues(ItemScores scores, int metric) {
    return IntStream.range(0, scores.items()).anyMatch(item -> scores.scored(metric, item));
  }

  private static boolean same(double ours, double theirs) {
    if (Double.isNaN(ours) || Double.isNaN(theirs)) {
      return Double.isNaN(ours) == Double.isNaN(theirs);
    }
    return Math.abs(ours - theirs) <= ROUNDING * Math.max(Math.abs(ours), Math.abs(theirs));
  }

  /** Tables of counts and items, and how the tools differ; {@code -} for a missing value. */
  public String text() {
    Table counts = Table.of(3, 2).row("tool", "tool's metric", "sundog metric", "items", "differ");
    Table examples =
        Table.of(4, 2).row("tool", "tool's metric", "sundog metric", "item", "sundog", "tool");
    List<String> quirks = new ArrayList<>();
    for (Line line : lines) {
      Parity parity = line.parity();
      String ours = parity.ours().name();
      counts.row(
          parity.tool(),
          parity.itsName(),
          ours,
          Figures.count(items),
          line.compared() ? Figures.count(line.disagree()) : "-");
      for (Example example : line.examples()) {
        examples.row(
            parity.tool(),
            parity.itsName(),
            ours,
            example.item(),
            Figures.value(example.ours()),
            Figures.value(example.theirs()));
      }
      if (line.disagree() > 0) {
        quirks.add(parity.theirs().name() + ": " + parity.quirk() + "\n");
      }
    }
    return counts + (quirks.isEmpty() ? "" : "\n" + examples + "\n" + String.join("", quirks));
  }

  /** The same as JSON, ending in a line feed; a number that is not finite is null. */
  public String json() {
    StringBuilder text = new StringBuilder();
    JsonWriter out = JsonWriter.to(text, Style.PADDED);
    out.object(Layout.LINES).field("items", items).name("metrics").array();
    lines.forEach(line -> line.write(out));
    out.end().end().newline();
    return text.toString();
  }
}
