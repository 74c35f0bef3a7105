// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.parity.Parity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up metrics by their user-facing names. */
final class MetricNames {
  private MetricNames() {}

  /**
   * The metrics as another tool defines them.
   *
   * @param names names of the tool, with or without its prefix; empty for all metrics of the tool
   * @throws UsageException if the tool is unknown, or has no such metric
   */
  static List<Metric> ofTool(String tool, List<String> names) {
    List<Metric> known = UsageException.checked(() -> Parity.metrics(tool));
    return names.isEmpty()
        ? known
        : names.stream().map(name -> find(name, tool, known)).distinct().toList();
  }

  private static Metric find(String name, String tool, List<Metric> known) {
    return known.stream()
        .filter(metric -> metric.name().equals(name) || metric.name().equals(tool + "." + name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                tool
                    + " has no metric '"
                    + name
                    + "'. Available: "
                    + known.stream().map(Metric::name).collect(Collectors.joining(", "))));
  }

  /**
   * The metrics of some names; {@code all} alone means every metric.
   *
   * @throws UsageException if a name is unknown or given twice
   */
  static List<Metric> parse(List<String> names) {
    return parse(names, List.of());
  }

  /**
   * The metrics of some names; {@code all} alone means every metric.
   *
   * @param brought metrics that the dump itself defines
   * @throws UsageException if a name is unknown or given twice
   */
  static List<Metric> parse(List<String> names, List<Metric> brought) {
    Map<String, Metric> known = new LinkedHashMap<>();
    Stream.concat(brought.stream(), Metrics.all().stream())
        .forEach(metric -> known.putIfAbsent(metric.name(), metric));
    if (names.equals(List.of("all"))) {
      return List.copyOf(known.values());
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new UsageException(
          "--metrics names a metric more than once: " + String.join(",", names));
    }
    return UsageException.checked(() ->
        names.stream()
            .map(name -> known.containsKey(name) ? known.get(name) : Metrics.named(name))
            .toList());
  }
}
