// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.cli.text.Table.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A summary as text: one row per group and metric. */
final class SummaryTable {
  private SummaryTable() {}

  /**
   * The number of items, the method of the intervals, and the table.
   *
   * @param shown the same summary with the groups of the table, in its order
   */
  static String of(Summary summary, Summary shown) {
    long noPrediction = summary.groups().stream().mapToLong(GroupSummary::noPrediction).sum();
    return Figures.count(summary.items())
        + (summary.items() == 1 ? " item" : " items")
        + (noPrediction == 0 ? "" : ", " + Figures.count(noPrediction) + " without a prediction")
        + ". Intervals: "
        + intervals(summary.options())
        + "\n\n"
        + table(shown)
        + (shown.groups().size() == summary.groups().size()
            ? ""
            : "\n"
                + Figures.count(shown.groups().size())
                + " of "
                + Figures.count(summary.groups().size())
                + " groups\n");
  }

  /** The method of the intervals. */
  static String intervals(AggregateOptions options) {
    String normal = "normal (mean plus and minus standard errors)";
    return Figures.percent(options.confidence())
        + ", "
        + switch (options.interval()) {
          case WILSON -> "Wilson for 0/1 metrics, otherwise " + normal;
          case CLOPPER_PEARSON -> "Clopper-Pearson for 0/1 metrics, otherwise " + normal;
          case NORMAL -> normal;
          case BOOTSTRAP ->
              "bootstrap, "
                  + Figures.count(options.resamples())
                  + " resamples, seed "
                  + options.seed();
        };
  }

  /** One row per group and metric, after a header. */
  static Table table(Summary summary) {
    List<String> heads = new ArrayList<>(summary.keyNames());
    heads.addAll(List.of("metric", "mean", "stderr", "low", "high", "min"));
    summary.options().quantiles().forEach(share -> heads.add("q" + Figures.chosen(share)));
    heads.addAll(List.of("max", "scored", "not scored"));
    Side[] sides = new Side[heads.size()];
    Arrays.fill(sides, Side.RIGHT);
    Arrays.fill(sides, 0, summary.keyNames().size() + 1, Side.LEFT);
    sides[sides.length - 1] = Side.LEFT;
    Table table = Table.of(sides).row(heads);
    for (GroupSummary group : summary.groups()) {
      for (MetricSummary metric : group.metrics()) {
        List<String> row = new ArrayList<>(group.key());
        row.addAll(figures(metric));
        table.row(row);
      }
    }
    return table;
  }

  private static List<String> figures(MetricSummary metric) {
    List<String> figures = new ArrayList<>();
    figures.add(metric.name());
    figures.add(Figures.value(metric.mean()));
    figures.add(Figures.value(metric.stderr()));
    figures.add(Figures.value(metric.interval().low()));
    figures.add(Figures.value(metric.interval().high()));
    figures.add(Figures.value(metric.min()));
    metric.quantiles().values().forEach(value -> figures.add(Figures.value(value)));
    figures.add(Figures.value(metric.max()));
    figures.add(Figures.count(metric.scored()));
    figures.add(skipped(metric));
    return figures;
  }

  /** Items without a value, by reason: {@code 3 empty, 1 no logprobs}. */
  private static String skipped(MetricSummary metric) {
    return metric.skipped().entrySet().stream()
        .map(entry ->
            Figures.count(entry.getValue())
                + " "
                + entry
                    .getKey()
                    .name()
                    .replaceFirst("^SKIPPED_", "")
                    .replace('_', ' ')
                    .toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
