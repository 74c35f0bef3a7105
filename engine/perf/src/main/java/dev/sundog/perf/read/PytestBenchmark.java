// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON of pytest-benchmark ({@code --benchmark-json}). Rounds run in one process. A file without
 * the data of the rounds has their means only.
 */
final class PytestBenchmark implements ResultFormat {
  @Override
  public String name() {
    return "pytest-benchmark";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().path("benchmarks").isArray() && file.json().has("machine_info");
  }

  @Override
  public Results read(ResultFile file) {
    Entry document = Entry.of(file);
    List<Measurement> measurements = new ArrayList<>();
    for (Entry run : document.list("benchmarks")) {
      Entry stats = run.child("stats");
      double[] rounds =
          stats.has("data") ? stats.numbers("data") : new double[] {stats.number("mean")};
      // The name contains the parameters: test_sum[100].
      measurements.add(
          Measurement.of(Benchmark.of(run.text("fullname")), Unit.SECONDS, List.of(rounds)));
    }
    return Results.of(name(), environment(document.child("machine_info")), measurements);
  }

  private static SortedMap<String, String> environment(Entry info) {
    SortedMap<String, String> environment = new TreeMap<>();
    Map<String, String> machine = info.texts("cpu");
    machine.computeIfPresent(
        "brand_raw",
        (key, cpu) -> {
          environment.put("machine", cpu + ", " + machine.get("count") + " cores");
          return cpu;
        });
    if (info.has("python_version")) {
      environment.put("runtime", "Python " + info.text("python_version"));
    }
    return environment;
  }
}
