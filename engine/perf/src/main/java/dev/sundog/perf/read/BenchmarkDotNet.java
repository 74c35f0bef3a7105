// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON of BenchmarkDotNet (the exporters {@code full} and {@code brief}): times of the workload by
 * launch, and bytes allocated per operation. A brief file has no launches: its values are of one.
 */
final class BenchmarkDotNet implements ResultFormat {
  @Override
  public String name() {
    return "BenchmarkDotNet";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().path("Benchmarks").isArray() && file.json().has("HostEnvironmentInfo");
  }

  @Override
  public Results read(ResultFile file) {
    Entry document = Entry.of(file);
    List<Measurement> measurements = new ArrayList<>();
    for (Entry run : document.list("Benchmarks")) {
      Benchmark benchmark = Benchmark.of(run.text("FullName"));
      measurements.add(Measurement.of(benchmark, Unit.of("ns/op"), times(run)));
      if (run.has("Memory") && run.child("Memory").has("BytesAllocatedPerOperation")) {
        measurements.add(
            Measurement.of(
                benchmark.withMetric("allocated"),
                Unit.of("B/op"),
                List.of(new double[] {run.child("Memory").number("BytesAllocatedPerOperation")})));
      }
    }
    return Results.of(name(), environment(document.child("HostEnvironmentInfo")), measurements);
  }

  private static List<double[]> times(Entry run) {
    if (!run.has("Measurements")) {
      return List.of(run.child("Statistics").numbers("OriginalValues"));
    }
    SortedMap<Double, List<Double>> byLaunch = new TreeMap<>();
    for (Entry one : run.list("Measurements")) {
      if (one.text("IterationMode").equals("Workload")
          && one.text("IterationStage").equals("Result")) {
        byLaunch
            .computeIfAbsent(one.number("LaunchIndex"), launch -> new ArrayList<>())
            .add(one.number("Nanoseconds") / one.number("Operations"));
      }
    }
    return byLaunch.values().stream()
        .map(times -> times.stream().mapToDouble(Double::doubleValue).toArray())
        .toList();
  }

  private static SortedMap<String, String> environment(Entry host) {
    SortedMap<String, String> environment = new TreeMap<>();
    if (host.has("ProcessorName")) {
      environment.put("machine", host.text("ProcessorName"));
    }
    if (host.has("RuntimeVersion")) {
      environment.put("runtime", host.text("RuntimeVersion"));
    }
    if (host.has("Configuration")) {
      environment.put("flags", host.text("Configuration"));
    }
    return environment;
  }
}
