// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Benchmark;
import java.util.ArrayList;
import java.util.List;

/** Finds benchmarks that were probably renamed: gone on one side, new on the other. */
final class Renames {
  private static final int MOST = 1_000;

  private Renames() {}

  /**
   * Pairs of a missing and an added benchmark whose names end alike (the same method in another
   * class) or differ only in case and punctuation. Each is named once.
   */
  static List<String> of(List<Row> rows) {
    List<Benchmark> added = new ArrayList<>(named(rows, Verdict.ADDED));
    List<String> found = new ArrayList<>();
    for (Benchmark gone : named(rows, Verdict.MISSING)) {
      added.stream()
          .filter(other -> alike(gone, other))
          .findFirst()
          .ifPresent(other -> {
            added.remove(other);
            found.add("perhaps renamed: " + gone.label() + " to " + other.label());
          });
    }
    return found;
  }

  private static List<Benchmark> named(List<Row> rows, Verdict verdict) {
    return rows.stream()
        .filter(row -> row.verdict() == verdict)
        .map(Row::benchmark)
        .limit(MOST)
        .toList();
  }

  private static boolean alike(Benchmark one, Benchmark other) {
    return one.parameters().equals(other.parameters())
        && one.metric().equals(other.metric())
        && (last(one).equals(last(other)) || plain(one).equals(plain(other)));
  }

  private static String last(Benchmark benchmark) {
    return benchmark.name().replaceFirst(".*[./:]", "");
  }

  private static String plain(Benchmark benchmark) {
    return benchmark.name().replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(java.util.Locale.ROOT);
  }
}
