// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a CSV file by role.
 *
 * @param names columns whose texts are the benchmark's name, joined by a slash
 * @param values columns of values, each with the unit of its values; empty for the column's name
 * @param runs columns that number processes; may be empty
 * @param parameters columns of parameters; may be empty
 */
public record Columns(
    List<String> names, Map<String, String> values, List<String> runs, List<String> parameters) {
  private static final List<String> ROLES = List.of("name", "value", "run", "param");

  /** Columns named {@code name} and {@code value}, and perhaps {@code run}. */
  public static final Columns DEFAULT =
      new Columns(List.of("name"), Map.of("value", ""), List.of("run"), List.of());

  /**
   * Columns of assignments.
   *
   * @param assignments such as {@code name=test}, {@code value=seconds:s}, {@code run=fork} or
   *     {@code param=size}; each may occur several times
   * @throws IllegalArgumentException if one has another form, or name or value is missing
   */
  public static Columns of(List<String> assignments) {
    Map<String, List<String>> byRole = new LinkedHashMap<>();
    for (String assignment : assignments) {
      String[] parts = assignment.split("=", 2);
      if (parts.length < 2 || !ROLES.contains(parts[0])) {
        throw new IllegalArgumentException(
            "column \"" + assignment + "\" is not name=, value=, run= or param= with a column");
      }
      byRole.computeIfAbsent(parts[0], role -> new ArrayList<>()).add(parts[1]);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String value : byRole.getOrDefault("value", List.of())) {
      int colon = value.lastIndexOf(':');
      values.put(
          colon < 0 ? value : value.substring(0, colon),
          colon < 0 ? "" : value.substring(colon + 1));
    }
    List<String> names = byRole.getOrDefault("name", List.of());
    if (names.isEmpty() || values.isEmpty()) {
      throw new IllegalArgumentException("columns need name= and value=");
    }
    return new Columns(
        names,
        values,
        byRole.getOrDefault("run", List.of()),
        byRole.getOrDefault("param", List.of()));
  }

  /** Whether a header has the columns of names and values. */
  boolean fit(List<String> header) {
    return header.containsAll(names) && header.containsAll(values.keySet());
  }
}
