// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The summary of k6 ({@code --summary-export}, or the data of {@code handleSummary}): mean, median
 * and upper percentiles of the trends of durations, and rates of requests and iterations. A summary
 * has one value each, so that several runs are needed to judge.
 */
final class K6 implements ResultFormat {
  private static final List<String> STATISTICS = List.of("avg", "med", "p(90)", "p(95)", "p(99)");

  @Override
  public String name() {
    return "k6";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().path("metrics").isObject() && file.json().has("root_group");
  }

  @Override
  public Results read(ResultFile file) {
    Entry metrics = Entry.of(file).child("metrics");
    List<Measurement> measurements = new ArrayList<>();
    for (Map.Entry<String, JsonNode> metric : metrics.node().properties()) {
      Entry one = metrics.child(metric.getKey());
      Entry values = one.has("values") ? one.child("values") : one;
      String name = metric.getKey();
      for (String statistic : STATISTICS) {
        if (values.has(statistic) && name.contains("duration")) {
          measurements.add(value(name, statistic, "ms", values));
        }
      }
      if (values.has("rate") && Set.of("http_reqs", "iterations").contains(name)) {
        measurements.add(value(name, "rate", "1/s", values));
      }
    }
    return Results.of(name(), Map.of(), measurements);
  }

  private static Measurement value(String name, String statistic, String unit, Entry values) {
    return Measurement.of(
        Benchmark.of(name).withMetric(statistic),
        Unit.of(unit),
        List.of(new double[] {values.number(statistic)}));
  }
}
