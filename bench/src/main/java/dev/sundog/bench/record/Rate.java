// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import dev.sundog.bench.result.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The rate of one implementation on one workload.
 *
 * @param benchmark simple name of the benchmark class
 * @param implementation name of its method
 * @param workload name of the workload
 * @param pairs pairs, items or rows per second
 * @param bytes bytes of the engine's columns per second; 0 if they were not read
 */
record Rate(String benchmark, String implementation, String workload, double pairs, double bytes) {

  /**
   * The rates of a recorded run.
   *
   * @param file as {@link RecordCommand} writes it
   * @throws IOException if the file cannot be read or has other content
   */
  static List<Rate> read(Path file) throws IOException {
    return JsonFile.read(file, Rate::all);
  }

  private static List<Rate> all(JsonNode document) {
    List<Rate> rates = new ArrayList<>();
    for (JsonNode run : document.path("jmh")) {
      rates.add(of(run));
    }
    return rates;
  }

  private static Rate of(JsonNode run) {
    String[] name = run.required("benchmark").asString().split("\\.", -1);
    JsonNode counted = run.required("secondaryMetrics");
    return new Rate(
        name[name.length - 2],
        name[name.length - 1],
        run.required("params").required("workload").asString(),
        score(counted.required("pairs")),
        score(counted.required("bytes")));
  }

  private static double score(JsonNode metric) {
    JsonNode score = metric.path("score");
    return score.isNumber() ? score.doubleValue() : Double.NaN;
  }
}
