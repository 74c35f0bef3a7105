// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.Table;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metric.Description;
import dev.sundog.metric.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sundog metrics}: the definitions of the metrics. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    header = "Shows the definitions of the metrics.",
    description =
        "Prints name, unit, range, direction, required inputs, definition, edge cases and"
            + " precision of all metrics, or of the given ones.",
    footerHeading = "%nExamples:%n",
    footer = {"  sundog metrics", "  sundog metrics token_edit_distance perplexity"})
final class MetricsCommand implements Runnable {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Metrics to show. Default: all")
  private List<String> names = List.of();

  private final Terminal terminal;

  MetricsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    List<Metric> metrics = names.isEmpty() ? Metrics.all() : MetricNames.parse(names);
    terminal.out().print(overview(metrics));
    for (Metric metric : metrics) {
      Description description = metric.description();
      terminal.out().println();
      terminal.out().println(description.name() + ": " + description.displayName());
      terminal.out().println("  " + description.definition().formula());
      terminal.out().println("  Edge cases: " + description.definition().edges());
      if (!description.definition().precision().isEmpty()) {
        terminal.out().println("  Precision: " + description.definition().precision());
      }
    }
  }

  private static Table overview(List<Metric> metrics) {
    Table table = Table.of(5, 0).row("metric", "unit", "range", "better", "reads");
    for (Metric metric : metrics) {
      Description description = metric.description();
      table.row(
          description.name(),
          description.range().unit(),
          range(description.range()),
          description.direction().name().toLowerCase(Locale.ROOT),
          description.inputs().stream()
              .map(input -> input.name().toLowerCase(Locale.ROOT))
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static String range(Metric.Range range) {
    return Figures.value(range.low()) + " to " + Figures.value(range.high());
  }
}
