// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** JSON of hyperfine ({@code --export-json}): wall times; every run is a process. */
final class Hyperfine implements ResultFormat {
  @Override
  public String name() {
    return "hyperfine";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    return file.json().path("results").path(0).has("command");
  }

  @Override
  public Results read(ResultFile file) {
    List<Measurement> measurements = new ArrayList<>();
    for (Entry run : Entry.of(file).list("results")) {
      double[] times = run.has("times") ? run.numbers("times") : new double[] {run.number("mean")};
      measurements.add(
          Measurement.of(
              Benchmark.of(run.text("command"), run.texts("parameters"), ""),
              Unit.SECONDS,
              Arrays.stream(times).mapToObj(time -> new double[] {time}).toList()));
    }
    return Results.of(name(), Map.of(), measurements);
  }
}
