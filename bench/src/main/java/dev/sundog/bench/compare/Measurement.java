// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JMH's measurements of one benchmark.
 *
 * @param key identity of the benchmark across files
 * @param unit the unit of JMH's score, such as {@code ops/s} or {@code us/op}
 * @param forks speeds in operations per second, of every iteration of every fork; NaN left out
 */
record Measurement(Key key, String unit, List<double[]> forks) {
  /**
   * The identity of a benchmark.
   *
   * @param benchmark full name
   * @param mode JMH's mode: thrpt, avgt, sample or ss
   * @param params parameters, such as {@code length=64, workload=W2}; empty if there are none
   */
  public record Key(String benchmark, String mode, String params) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return benchmark + " " + params + " " + mode;
    }
  }

  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "h", 3_600.0, "day", 86_400.0);

  /** Number of iterations measured. */
  public int observations() {
    return forks.stream().mapToInt(fork -> fork.length).sum();
  }

  /**
   * Mean speed over all iterations.
   *
   * @return operations per second; NaN if nothing was measured
   */
  public double speed() {
    return forks.stream().flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
  }

  /**
   * A speed in the unit of JMH's score.
   *
   * @param speed operations per second
   */
  public String inUnit(double speed) {
    return String.format(Locale.ROOT, "%.4g %s", score(speed, unit), unit);
  }

  /**
   * A score as a speed: more is better, whatever the unit.
   *
   * @param unit its unit: operations per time, or time per operation
   * @return operations per second
   * @throws IllegalArgumentException if the unit is neither
   */
  static double speed(double score, String unit) {
    return isRate(unit) ? score / seconds(unit) : 1 / (score * seconds(unit));
  }

  private static double score(double speed, String unit) {
    return isRate(unit) ? speed * seconds(unit) : 1 / (speed * seconds(unit));
  }

  private static boolean isRate(String unit) {
    return unit.startsWith("ops/");
  }

  private static double seconds(String unit) {
    String time = isRate(unit) ? unit.substring(4) : unit.replaceFirst("/op$", "");
    Double seconds = SECONDS.get(time);
    if (seconds == null) {
      throw new IllegalArgumentException(
          "unit '" + unit + "' is neither operations per time nor time per operation");
    }
    return seconds;
  }
}
