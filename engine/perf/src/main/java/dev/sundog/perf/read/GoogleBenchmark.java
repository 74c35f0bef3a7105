// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON of Google Benchmark ({@code --benchmark_format=json}): real and processor time. Repetitions
 * run in one process. A file that holds aggregates only has its means.
 */
final class GoogleBenchmark implements ResultFormat {
  @Override
  public String name() {
    return "Google Benchmark";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().path("benchmarks").isArray() && file.json().has("context");
  }

  @Override
  public Results read(ResultFile file) {
    Entry document = Entry.of(file);
    List<Entry> runs = document.list("benchmarks");
    boolean onlyAggregates = runs.stream().allMatch(run -> run.has("aggregate_name"));
    Map<Benchmark, List<Double>> values = new LinkedHashMap<>();
    Map<Benchmark, Unit> units = new LinkedHashMap<>();
    for (Entry run : runs) {
      boolean wanted =
          onlyAggregates
              ? run.text("aggregate_name").equals("mean")
              : !run.has("aggregate_name") && !run.has("error_message");
      if (wanted) {
        Benchmark benchmark = Benchmark.of(run.text(run.has("run_name") ? "run_name" : "name"));
        Unit unit = Unit.of(run.has("time_unit") ? run.text("time_unit") : "ns");
        for (String time : List.of("real_time", "cpu_time")) {
          Benchmark one = time.equals("real_time") ? benchmark : benchmark.withMetric("cpu_time");
          units.putIfAbsent(one, unit);
          values.computeIfAbsent(one, b -> new ArrayList<>()).add(run.number(time));
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    values.forEach((benchmark, all) ->
        measurements.add(
            Measurement.of(
                benchmark,
                units.getOrDefault(benchmark, Unit.SECONDS),
                List.of(all.stream().mapToDouble(Double::doubleValue).toArray()))));
    return Results.of(name(), environment(document.texts("context")), measurements);
  }

  private static SortedMap<String, String> environment(Map<String, String> context) {
    SortedMap<String, String> environment = new TreeMap<>();
    if (context.containsKey("host_name") || context.containsKey("num_cpus")) {
      environment.put(
          "machine",
          context.getOrDefault("host_name", "") + ", " + context.get("num_cpus") + " cores");
    }
    if (context.containsKey("library_build_type")) {
      environment.put("flags", context.get("library_build_type") + " build of the library");
    }
    return environment;
  }
}
