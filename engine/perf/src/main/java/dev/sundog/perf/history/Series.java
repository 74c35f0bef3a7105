// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Unit;
import java.util.List;

/**
 * The history of one benchmark on one machine.
 *
 * @param machine name of the machine
 * @param benchmark identity of the benchmark
 * @param unit unit of the values
 * @param points in order of recording
 */
public record Series(String machine, Benchmark benchmark, Unit unit, List<Point> points) {
  /**
   * One recorded result.
   *
   * @param commit name of the commit; empty if unknown
   * @param time time of recording, ISO 8601
   * @param value mean in the unit's base
   */
  public record Point(String commit, String time, double value) {}

  /** Copies the list. */
  public Series {
    points = List.copyOf(points);
  }

  /** The points recorded at a time or later; times are compared as text. */
  public Series since(String time) {
    return new Series(
        machine,
        benchmark,
        unit,
        points.stream().filter(point -> point.time().compareTo(time) >= 0).toList());
  }

  double[] values() {
    return points.stream().mapToDouble(Point::value).toArray();
  }
}
