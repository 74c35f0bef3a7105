// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.result;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a result file, or of several.
 *
 * @param tool the program that measured, such as {@code JMH}
 * @param environment what it says of the machine and the runtime: {@code machine}, {@code runtime},
 *     {@code flags} …
 * @param measurements by benchmark
 */
public record Results(
    String tool,
    SortedMap<String, String> environment,
    SortedMap<Benchmark, Measurement> measurements) {
  /** Copies the maps. */
  public Results {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    measurements = Collections.unmodifiableSortedMap(new TreeMap<>(measurements));
  }

  /** Results of measurements; one that occurs twice has the processes of both. */
  public static Results of(
      String tool, Map<String, String> environment, Collection<Measurement> measurements) {
    SortedMap<Benchmark, Measurement> all = new TreeMap<>();
    measurements.forEach(one -> all.merge(one.benchmark(), one, Measurement::and));
    return new Results(tool, new TreeMap<>(environment), all);
  }

  /** The results of several runs. Each run is one unit of the statistics. */
  public static Results ofRuns(List<Results> runs) {
    if (runs.size() == 1) {
      return runs.getFirst();
    }
    SortedMap<String, String> environment = new TreeMap<>();
    runs.forEach(run ->
        run.environment.forEach((key, value) ->
            environment.merge(
                key, value, (a, b) -> Objects.equals(a, b) ? a : "differs between runs")));
    return of(
        runs.getFirst().tool,
        environment,
        runs.stream()
            .flatMap(run -> run.measurements.values().stream())
            .map(Measurement::asOneGroup)
            .toList());
  }
}
