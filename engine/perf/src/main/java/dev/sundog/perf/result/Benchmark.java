// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.result;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The identity of a benchmark across files.
 *
 * @param name full name
 * @param parameters values by name; part of the identity
 * @param metric what was measured, such as {@code gc.alloc.rate.norm}; empty for the tool's main
 *     figure
 */
public record Benchmark(String name, SortedMap<String, String> parameters, String metric)
    implements Comparable<Benchmark> {
  private static final Comparator<Benchmark> ORDER =
      Comparator.comparing(Benchmark::name)
          .thenComparing(Benchmark::parameterText)
          .thenComparing(Benchmark::metric);

  /** Copies the parameters. */
  public Benchmark {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** A benchmark without parameters, measured by its tool's main figure. */
  public static Benchmark of(String name) {
    return new Benchmark(name, Collections.emptySortedMap(), "");
  }

  /** A benchmark. */
  public static Benchmark of(String name, Map<String, String> parameters, String metric) {
    return new Benchmark(name, new TreeMap<>(parameters), metric);
  }

  /** Another metric of the same benchmark. */
  public Benchmark withMetric(String other) {
    return new Benchmark(name, parameters, other);
  }

  /** The parameters as {@code length=64, workload=W2}; empty if there are none. */
  public String parameterText() {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Name, parameters in brackets, metric in parentheses. */
  public String label() {
    return label(name);
  }

  /** The same with the class and method only, if the name is that of a Java method. */
  public String shortLabel() {
    return label(name.matches("[\\w$]+(\\.[\\w$]+){2,}") ? lastTwo() : name);
  }

  private String lastTwo() {
    int method = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  private String label(String shown) {
    return shown
        + (parameters.isEmpty() ? "" : " [" + parameterText() + "]")
        + (metric.isEmpty() ? "" : " (" + metric + ")");
  }

  @Override
  public int compareTo(Benchmark other) {
    return ORDER.compare(this, other);
  }
}
