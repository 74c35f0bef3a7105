// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The largest relative loss between two runs of the same version.
 *
 * @param losses by benchmark, as shares
 */
record NoiseFloor(Map<Benchmark, Double> losses) {
  /** The noise of the old results and further runs of the same version; nothing without those. */
  static NoiseFloor of(Results old, List<Results> same) {
    Map<Benchmark, Double> losses = new TreeMap<>();
    for (Benchmark benchmark : old.measurements().keySet()) {
      List<Double> means = new ArrayList<>();
      same.forEach(run -> add(run.measurements().get(benchmark), means));
      add(old.measurements().get(benchmark), means);
      double least = means.stream().min(Double::compare).orElse(0.0);
      double most = means.stream().max(Double::compare).orElse(0.0);
      if (means.size() > 1 && least > 0) {
        losses.put(benchmark, 1 - least / most);
      }
    }
    return new NoiseFloor(losses);
  }

  private static void add(
      @org.jspecify.annotations.Nullable Measurement measurement, List<Double> means) {
    if (measurement != null) {
      means.add(measurement.mean());
    }
  }

  /** The threshold of a benchmark: the general one, or its noise if that is larger. */
  double threshold(Benchmark benchmark, double general) {
    return Math.max(general, losses.getOrDefault(benchmark, 0.0));
  }
}
