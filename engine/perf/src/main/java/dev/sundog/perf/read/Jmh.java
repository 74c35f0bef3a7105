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
import tools.jackson.databind.JsonNode;

/**
 * JSON of JMH ({@code -rf json}), or a recorded run that holds it as {@code jmh}. The score of a
 * benchmark, and {@code gc.alloc.rate.norm} of the profiler gc.
 */
final class Jmh implements ResultFormat {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  @Override
  public String name() {
    return "JMH";
  }

  @Override
  public boolean recognizes(ResultFile file) {
    JsonNode runs = runs(file.json());
    return runs.isArray() && (runs.isEmpty() || runs.get(0).has("primaryMetric"));
  }

  private static JsonNode runs(JsonNode document) {
    return document.has("jmh") ? document.path("jmh") : document;
  }

  @Override
  public Results read(ResultFile file) {
    SortedMap<String, String> environment = new TreeMap<>();
    List<Measurement> measurements = new ArrayList<>();
    for (Entry run : Entry.all(file, runs(file.json()))) {
      describe(run, environment);
      String mode = run.text("mode");
      Benchmark benchmark =
          Benchmark.of(
              run.text("benchmark"), run.texts("params"), mode.equals("thrpt") ? "" : mode);
      measurements.add(measurement(run.child("primaryMetric"), benchmark));
      if (run.has("secondaryMetrics")) {
        Entry metrics = run.child("secondaryMetrics");
        for (String metric : List.of(ALLOCATION, "·" + ALLOCATION)) {
          if (metrics.has(metric)) {
            measurements.add(measurement(metrics.child(metric), benchmark.withMetric(ALLOCATION)));
          }
        }
      }
    }
    Map<String, String> machine = Entry.of(file).texts("machine");
    if (machine.containsKey("cpu")) {
      environment.put("machine", machine.get("cpu") + ", " + machine.get("cores") + " cores");
    }
    return Results.of(name(), environment, measurements);
  }

  private static void describe(Entry run, SortedMap<String, String> environment) {
    if (run.has("jdkVersion")) {
      String jdk = run.text("jdkVersion") + (run.has("vmName") ? ", " + run.text("vmName") : "");
      environment.putIfAbsent("runtime", jdk);
    }
    if (run.has("jvmArgs") && run.required("jvmArgs").isArray()) {
      environment.putIfAbsent(
          "flags",
          String.join(" ", run.required("jvmArgs").valueStream().map(JsonNode::asString).toList()));
    }
    if (run.has("jmhVersion")) {
      environment.putIfAbsent("tool", "JMH " + run.text("jmhVersion"));
    }
  }

  private static Measurement measurement(Entry metric, Benchmark benchmark) {
    Unit unit = Unit.of(metric.text("scoreUnit"));
    if (!unit.isKnown()) {
      throw metric
          .file()
          .error(
              metric.record(),
              "unit \""
                  + unit.symbol()
                  + "\" is neither a time per operation, operations per time nor bytes");
    }
    List<double[]> forks = new ArrayList<>();
    String data = metric.has("rawData") ? "rawData" : "rawDataHistogram";
    for (JsonNode fork : metric.required(data)) {
      double[] iterations = new double[fork.size()];
      for (int i = 0; i < iterations.length; i++) {
        iterations[i] = score(metric, data, fork.get(i));
      }
      forks.add(iterations);
    }
    return Measurement.of(benchmark, unit, forks);
  }

  /** An iteration is one score, or in mode sample a list of (score, count): then their mean. */
  private static double score(Entry metric, String data, JsonNode iteration) {
    if (!iteration.isArray()) {
      return metric.number(iteration, data);
    }
    double sum = 0;
    double count = 0;
    for (JsonNode bucket : iteration) {
      double[] pair = metric.numbers(bucket, data);
      if (pair.length != 2) {
        throw metric
            .file()
            .error(metric.record(), "\"" + data + "\" must hold pairs of score and count");
      }
      sum += pair[0] * pair[1];
      count += pair[1];
    }
    return sum / count;
  }
}
