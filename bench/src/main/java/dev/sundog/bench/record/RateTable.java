// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.bench.workload.Workload;
import dev.sundog.bench.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Rates as a Markdown table: a row per workload, a column per implementation, then ratios.
 *
 * @param title heading
 * @param rates those of one benchmark
 * @param ratios columns after those of the implementations
 */
record RateTable(String title, List<Rate> rates, List<Ratio> ratios) {
  private static final int PAIRS_FOR_CELLS = 1_000;

  /** Implementations in the order of the columns. */
  static final List<String> ORDER =
      List.of(
          "vector",
          "scalar",
          "gwtMyers",
          "javaStringSimilarity",
          "luceneSuggest",
          "commonsText",
          "arraysEquals",
          "plainLoop",
          "sumOfLongs",
          "oneThread",
          "twoThreads",
          "kernelsOnly",
          "mixed",
          "sorted");

  /**
   * The speed-up of one implementation over the fastest of others.
   *
   * @param title of the column
   * @param of the implementation
   * @param over the others
   */
  record Ratio(String title, String of, List<String> over) {}

  /** A table of the rates of one benchmark class on workloads of matching names, without ratios. */
  static RateTable of(String title, List<Rate> all, String benchmark, String workloads) {
    List<Rate> rates =
        all.stream()
            .filter(rate -> rate.benchmark().equals(benchmark))
            .filter(rate -> rate.workload().matches(workloads))
            .toList();
    return new RateTable(title, rates, List.of());
  }

  RateTable withRatio(String ratioTitle, String of, String... over) {
    List<Ratio> more = new ArrayList<>(ratios);
    more.add(new Ratio(ratioTitle, of, List.of(over)));
    return new RateTable(title, rates, List.copyOf(more));
  }

  /** Pairs per second. */
  String ofPairs() {
    return table(Rate::pairs, RateTable::perSecond, "");
  }

  /** Pairs per second, and cells of the edit distance matrix per second of the vector kernel. */
  String ofPairsAndCells() {
    return table(Rate::pairs, RateTable::perSecond, "vector");
  }

  /** Gigabytes per second. */
  String ofBytes() {
    return table(rate -> rate.bytes() / 1e9, value -> decimals(value, 1) + " GB/s", "");
  }

  private String table(ToDoubleFunction<Rate> value, DoubleFunction<String> shown, String cellsOf) {
    if (rates.isEmpty()) {
      return "";
    }
    List<String> columns = ORDER.stream().filter(name -> isMeasured(name)).toList();
    List<String> header = new ArrayList<>(columns);
    if (!cellsOf.isEmpty()) {
      header.add("GCUPS");
    }
    ratios.forEach(ratio -> header.add(ratio.title()));
    StringBuilder out = new StringBuilder("## " + title + "\n\n");
    out.append("| | ").append(String.join(" | ", header)).append(" |\n|---|");
    out.append("---:|".repeat(header.size())).append('\n');
    for (String workload : rates.stream().map(Rate::workload).distinct().toList()) {
      List<String> cells = new ArrayList<>();
      for (String name : columns) {
        cells.add(text(value(workload, name, value), shown));
      }
      if (!cellsOf.isEmpty()) {
        OptionalDouble pairs = value(workload, cellsOf, Rate::pairs);
        cells.add(text(pairs, rate -> decimals(rate * cells(workload) / 1e9, 1)));
      }
      for (Ratio ratio : ratios) {
        cells.add(text(ratio(workload, ratio, value), times -> decimals(times, 2) + "×"));
      }
      out.append("| ").append(workload).append(" | ");
      out.append(String.join(" | ", cells)).append(" |\n");
    }
    return out.append('\n').toString();
  }

  private boolean isMeasured(String implementation) {
    return rates.stream().anyMatch(rate -> rate.implementation().equals(implementation));
  }

  private OptionalDouble value(
      String workload, String implementation, ToDoubleFunction<Rate> value) {
    return rates.stream()
        .filter(rate -> rate.workload().equals(workload))
        .filter(rate -> rate.implementation().equals(implementation))
        .mapToDouble(value)
        .findFirst();
  }

  private OptionalDouble ratio(String workload, Ratio ratio, ToDoubleFunction<Rate> value) {
    OptionalDouble of = value(workload, ratio.of(), value);
    OptionalDouble over =
        ratio.over().stream().flatMapToDouble(name -> value(workload, name, value).stream()).max();
    return of.isPresent() && over.isPresent()
        ? OptionalDouble.of(of.getAsDouble() / over.getAsDouble())
        : OptionalDouble.empty();
  }

  private static String text(OptionalDouble value, DoubleFunction<String> shown) {
    return value.isPresent() ? shown.apply(value.getAsDouble()) : "";
  }

  /** Average number of matrix cells of a pair. */
  private static double cells(String name) {
    Workload workload = Workloads.named(name);
    TokenPairs pairs =
        workload.generate(Math.min(PAIRS_FOR_CELLS, workload.fullPairs()), Workloads.SEED);
    return (double) pairs.cells() / pairs.count();
  }

  static String perSecond(double rate) {
    if (rate >= 1e6) {
      return decimals(rate / 1e6, rate >= 1e8 ? 0 : rate >= 1e7 ? 1 : 2) + " M";
    }
    return rate >= 1e4 ? decimals(rate / 1e3, rate >= 1e5 ? 0 : 1) + " k" : decimals(rate, 0);
  }

  static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
