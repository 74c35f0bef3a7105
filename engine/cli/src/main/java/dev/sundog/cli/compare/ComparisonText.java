// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comparisons as the tables of a terminal. */
public final class ComparisonText {
  private static final int LISTED = 5;

  private ComparisonText() {}

  /** Tables of figures, of items that got worse, and of items without a partner. */
  public static String table(Comparisons all) {
    int keys = all.keyNames().size();
    List<String> heads = new ArrayList<>(all.keyNames());
    heads.addAll(
        List.of(
            "metric",
            "n",
            "base",
            "candidate",
            "difference",
            "low",
            "high",
            "p",
            "p holm",
            "q bh",
            "test"));
    Table figures = Table.of(keys + 1, 10).row(heads);
    List<String> worstHeads = new ArrayList<>(all.keyNames());
    worstHeads.addAll(List.of("metric", "item that got worse", "base", "candidate"));
    Table worst = Table.of(keys + 2, 2).row(worstHeads);
    boolean worse = false;
    for (Comparison comparison : all.comparisons()) {
      figures.row(row(comparison));
      for (Comparison.Worse item : comparison.worse()) {
        List<String> cells = new ArrayList<>(comparison.group());
        cells.addAll(
            List.of(
                comparison.metric().name(),
                item.id(),
                Figures.value(item.base()),
                Figures.value(item.candidate())));
        worst.row(cells);
        worse = true;
      }
    }
    return figures + (worse ? "\n" + worst : "") + notes(all) + unmatched(all);
  }

  private static String notes(Comparisons all) {
    StringBuilder notes = new StringBuilder();
    for (Comparison comparison : all.comparisons()) {
      String name =
          comparison.metric().name()
              + (comparison.group().isEmpty()
                  ? ""
                  : " in " + String.join(", ", comparison.group()));
      if (comparison.dropped() > 0) {
        notes
            .append("\n")
            .append(name)
            .append(": ")
            .append(Figures.count(comparison.dropped()))
            .append(comparison.dropped() == 1 ? " item" : " items")
            .append(" without a score on one side left out\n");
      }
      if (comparison.n() > 0 && !Double.isFinite(comparison.difference().value())) {
        notes
            .append("\n")
            .append(name)
            .append(": the difference is above the range of float64: no interval, no p\n");
      }
    }
    return notes.toString();
  }

  private static List<String> row(Comparison comparison) {
    List<String> cells = new ArrayList<>(comparison.group());
    cells.add(comparison.metric().name());
    cells.add(Figures.count(comparison.n()));
    for (double figure :
        new double[] {
          comparison.difference().base(),
          comparison.difference().candidate(),
          comparison.difference().value(),
          comparison.difference().interval().low(),
          comparison.difference().interval().high()
        }) {
      cells.add(Figures.value(figure));
    }
    cells.add(Figures.pValue(comparison.test().p()));
    cells.add(Figures.pValue(comparison.test().holm()));
    cells.add(Figures.pValue(comparison.test().bh()));
    cells.add(comparison.test().name());
    return cells;
  }

  private static String unmatched(Comparisons all) {
    return unmatched("base", all.onlyBase()) + unmatched("candidate", all.onlyCandidate());
  }

  private static String unmatched(String side, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    Table table = Table.of(1, 0);
    table.row(
        Figures.count(names.size())
            + (names.size() == 1 ? " item" : " items")
            + " only in the "
            + side
            + ": "
            + names.stream().limit(LISTED).collect(Collectors.joining(", "))
            + (names.size() > LISTED ? ", ..." : ""));
    return "\n" + table;
  }
}
