// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.statistics.GeometricMean;
import dev.sundog.perf.statistics.LogRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Old and new results, judged.
 *
 * @param rows one for each benchmark of either side, worst verdict first, then by ratio
 * @param means geometric means of the ratios by base of the unit, such as {@code s}
 * @param warnings differences of machine, runtime and flags, and renamed benchmarks
 * @param settings how they were judged
 */
public record Comparison(
    List<Row> rows, Map<String, GeometricMean> means, List<String> warnings, Settings settings) {
  private static final Comparator<Row> WORST_FIRST =
      Comparator.comparing(Row::verdict)
          .thenComparingDouble(row -> row.change().log().estimate())
          .thenComparing(Row::benchmark);

  /** Copies the lists. */
  public Comparison {
    rows = List.copyOf(rows);
    warnings = List.copyOf(warnings);
  }

  /**
   * Compares.
   *
   * @param same results of further runs of the old version (A/A); their differences from the old
   *     results raise the threshold of each benchmark
   */
  public static Comparison of(Results old, Results changed, List<Results> same, Settings settings) {
    List<Row> rows = new Judge(settings, NoiseFloor.of(old, same)).rows(old, changed);
    rows.sort(WORST_FIRST);
    List<String> warnings = new ArrayList<>(environment(old, changed));
    warnings.addAll(Renames.of(rows));
    return new Comparison(rows, means(rows, settings), warnings, settings);
  }

  private static Map<String, GeometricMean> means(List<Row> rows, Settings settings) {
    SortedMap<String, List<LogRatio>> byBase = new TreeMap<>();
    for (Row row : rows) {
      Measurement old = row.old();
      if (old != null && Double.isFinite(row.change().log().estimate())) {
        byBase
            .computeIfAbsent(old.unit().base(), base -> new ArrayList<>())
            .add(row.change().log());
      }
    }
    SortedMap<String, GeometricMean> means = new TreeMap<>();
    byBase.forEach(
        (base, ratios) -> means.put(base, GeometricMean.of(ratios, settings.confidence())));
    return means;
  }

  private static List<String> environment(Results old, Results changed) {
    List<String> warnings = new ArrayList<>();
    if (!old.tool().equals(changed.tool())) {
      warnings.add("different tools: " + old.tool() + " and " + changed.tool());
    }
    for (Map.Entry<String, String> entry : old.environment().entrySet()) {
      String other = changed.environment().get(entry.getKey());
      if (other != null && !Objects.equals(entry.getValue(), other)) {
        warnings.add("different " + entry.getKey() + ": " + entry.getValue() + " and " + other);
      }
    }
    return warnings;
  }

  /** The number of benchmarks with a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Whether a benchmark is a loss. */
  public boolean hasLoss() {
    return count(Verdict.LOSS) > 0;
  }

  /** Whether a benchmark is in the old results only. */
  public boolean hasMissing() {
    return count(Verdict.MISSING) > 0;
  }

  /** The outcome in a sentence. */
  public String sentence() {
    return Words.sentence(this);
  }
}
