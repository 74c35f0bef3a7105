// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.aggregate.GroupSummary;
import dev.sundog.aggregate.Summary;
import dev.sundog.cli.text.TableStyle;
import dev.sundog.metric.Direction;
import dev.sundog.metric.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a command writes to stdout. */
@Command
final class ResultOptions {
  @Option(names = "--json", description = "Print the whole summary as JSON instead of the table.")
  private boolean json;

  @Option(
      names = "--table",
      paramLabel = "STYLE",
      description = "Style of the table: text, md, latex (booktabs) or csv. Default: text")
  private TableStyle style = TableStyle.TEXT;

  @Option(
      names = "--sort",
      paramLabel = "METRIC",
      description =
          "Order the groups by this metric, best first, and those without a value last. Default:"
              + " by their keys")
  private @Nullable String sort;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Print only the first N groups. Files have all of them.")
  private int top = Integer.MAX_VALUE;

  @Option(names = "--quiet", description = "Print errors only to stderr: no notes, no progress.")
  private boolean quiet;

  /**
   * The terminal with the messages that are wanted.
   *
   * @throws UsageException if options contradict each other
   */
  Terminal terminal(Terminal terminal) {
    if (json && style != TableStyle.TEXT) {
      throw new UsageException("--json prints no table: remove --table");
    }
    if (top < 1) {
      throw new UsageException("--top must be at least 1, not " + top);
    }
    return quiet ? terminal.quiet() : terminal;
  }

  /**
   * Checks the metric to sort by before anything is scored.
   *
   * @throws UsageException if it is not one of these
   */
  void check(List<Metric> metrics) {
    if (sort != null && metrics.stream().noneMatch(metric -> metric.name().equals(sort))) {
      throw new UsageException(
          "--sort: metric '"
              + sort
              + "' is not scored. Scored: "
              + metrics.stream().map(Metric::name).collect(Collectors.joining(", ")));
    }
  }

  /** The results as they are printed. */
  String text(Summary summary) {
    if (json) {
      return summary.toJson();
    }
    Summary shown = summary.withGroups(groups(summary));
    return style == TableStyle.TEXT
        ? SummaryTable.of(summary, shown) + CalibrationTable.of(shown)
        : style.of(SummaryTable.table(shown));
  }

  private List<GroupSummary> groups(Summary summary) {
    String metric = sort;
    Stream<GroupSummary> groups = summary.groups().stream();
    if (metric != null) {
      groups = groups.sorted(Comparator.comparingDouble(group -> worseness(group, metric)));
    }
    return groups.limit(top).toList();
  }

  /** A number that is smaller for a better group; NaN, which sorts last, without a value. */
  private static double worseness(GroupSummary group, String metric) {
    return group.metrics().stream()
        .filter(summary -> summary.name().equals(metric))
        .mapToDouble(summary ->
            summary.metric().direction() == Direction.LOWER ? summary.mean() : -summary.mean())
        .findFirst()
        .orElse(Double.NaN);
  }
}
