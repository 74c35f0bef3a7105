// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import dev.sundog.bench.result.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads measurements from JMH's JSON, or from a recorded run, which holds it as {@code jmh}. */
final class JmhResults {
  private JmhResults() {}

  /**
   * The measurements of a file.
   *
   * @param file JSON written by JMH with {@code -rf json}, or a recorded run
   * @return measurements by key; a benchmark that occurs twice has the forks of both
   * @throws IOException if the file cannot be read, or has other content; the message names the
   *     file
   */
  public static SortedMap<Measurement.Key, Measurement> read(Path file) throws IOException {
    return JsonFile.read(file, JmhResults::measurements);
  }

  static SortedMap<Measurement.Key, Measurement> measurements(JsonNode document) {
    SortedMap<Measurement.Key, Measurement> all = new TreeMap<>();
    JsonNode runs = document.has("jmh") ? document.required("jmh") : document;
    if (!runs.isArray()) {
      throw new IllegalArgumentException("expected an array of JMH results");
    }
    for (JsonNode run : runs) {
      Measurement measurement = measurement(run);
      all.merge(measurement.key(), measurement, JmhResults::joined);
    }
    return all;
  }

  private static Measurement measurement(JsonNode run) {
    JsonNode metric = run.required("primaryMetric");
    String unit = metric.required("scoreUnit").asString();
    String data = metric.has("rawData") ? "rawData" : "rawDataHistogram";
    List<double[]> forks = new ArrayList<>();
    for (JsonNode fork : metric.required(data)) {
      forks.add(
          fork.valueStream()
              .mapToDouble(iteration -> Measurement.speed(score(iteration), unit))
              .filter(Double::isFinite)
              .toArray());
    }
    var key =
        new Measurement.Key(
            run.required("benchmark").asString(), run.required("mode").asString(), params(run));
    return new Measurement(key, unit, forks);
  }

  /** An iteration is one score, or in mode sample a list of (score, count): then their mean. */
  private static double score(JsonNode iteration) {
    if (!iteration.isArray()) {
      return number(iteration);
    }
    double sum = 0;
    double count = 0;
    for (JsonNode bucket : iteration) {
      double times = number(bucket.required(1));
      sum += number(bucket.required(0)) * times;
      count += times;
    }
    return sum / count;
  }

  /** A number, or one of JMH's strings for numbers that JSON does not have. */
  private static double number(JsonNode value) {
    return value.isString() ? Double.parseDouble(value.asString()) : value.doubleValue();
  }

  private static String params(JsonNode run) {
    return run.path("params")
        .propertyStream()
        .map(param -> param.getKey() + "=" + param.getValue().asString())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Measurement joined(Measurement first, Measurement second) {
    List<double[]> forks = new ArrayList<>(first.forks());
    forks.addAll(second.forks());
    return new Measurement(first.key(), first.unit(), forks);
  }
}
