// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values of one benchmark. Values of one process are correlated: compilers and memory layout
 * differ from process to process. So a process is one unit of the statistics, if there are several.
 *
 * @param benchmark identity of the benchmark
 * @param unit unit of the values
 * @param groups values in the unit's base, by process (fork, launch, run); none is empty
 */
public record Measurement(Benchmark benchmark, Unit unit, List<double[]> groups) {
  /** Leaves out values that are not finite, and empty groups. */
  public Measurement {
    groups =
        groups.stream()
            .map(group -> Arrays.stream(group).filter(Double::isFinite).toArray())
            .filter(group -> group.length > 0)
            .toList();
  }

  /**
   * A measurement of values in the unit itself.
   *
   * @param groups values as the tool wrote them
   */
  public static Measurement of(Benchmark benchmark, Unit unit, List<double[]> groups) {
    return new Measurement(
        benchmark,
        unit,
        groups.stream()
            .map(group -> Arrays.stream(group).map(value -> value * unit.factor()).toArray())
            .toList());
  }

  /** The values of several processes that measured the same benchmark. */
  public Measurement and(Measurement other) {
    return new Measurement(
        benchmark, unit, Stream.concat(groups.stream(), other.groups.stream()).toList());
  }

  /** All values as one group: a whole file of several is a unit of its own. */
  public Measurement asOneGroup() {
    return new Measurement(benchmark, unit, List.of(values()));
  }

  /** All values. */
  public double[] values() {
    return groups.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** Whether all values come from one process. */
  public boolean isOneProcess() {
    return groups.size() < 2;
  }

  /** The units of the statistics: means of processes, or the values of the only process. */
  public double[] units() {
    return isOneProcess()
        ? values()
        : groups.stream().mapToDouble(group -> Arrays.stream(group).average().orElse(0)).toArray();
  }

  /** The mean of the units; NaN if there are none. */
  public double mean() {
    return Arrays.stream(units()).average().orElse(Double.NaN);
  }

  /** The mean in this measurement's unit. */
  public String shown() {
    return unit.show(mean());
  }

  /** Numbers of values by process, such as {@code 3 × 5}, or {@code 12 in 3}. */
  public String counts() {
    List<Integer> sizes = new ArrayList<>(groups.stream().map(group -> group.length).toList());
    return sizes.stream().distinct().count() == 1
        ? sizes.size() + " × " + sizes.getFirst()
        : values().length + " in " + sizes.size();
  }
}
