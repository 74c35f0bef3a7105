// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.statistics.GeometricMean;
import dev.sundog.statistics.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parts of a comparison in words and figures, shared by all its outputs. */
public final class Words {
  private Words() {}

  /** The outcome in a sentence. */
  static String sentence(Comparison comparison) {
    List<String> parts = new ArrayList<>();
    parts.add(comparison.count(Verdict.LOSS) + " lost more than " + percent(comparison));
    parts.add(comparison.count(Verdict.GAIN) + " gained");
    parts.add(comparison.count(Verdict.SAME) + " the same");
    add(parts, comparison.count(Verdict.TOO_FEW), "not judged");
    add(parts, comparison.count(Verdict.ADDED), "only in new");
    add(parts, comparison.count(Verdict.MISSING), "only in old");
    int size = comparison.rows().size();
    return size + (size == 1 ? " benchmark: " : " benchmarks: ") + String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, long count, String words) {
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  private static String percent(Comparison comparison) {
    return BigDecimal.valueOf(comparison.settings().threshold())
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** The geometric means, one line for each kind of unit. */
  public static List<String> means(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, GeometricMean> mean : comparison.means().entrySet()) {
      lines.add(
          "Geometric mean of %s (%s): %s, interval %s"
              .formatted(
                  mean.getValue().count() == 1 ? "1 ratio" : mean.getValue().count() + " ratios",
                  mean.getKey(),
                  ratio(mean.getValue().ratio()),
                  interval(mean.getValue().interval())));
    }
    return lines;
  }

  /** A ratio with three decimals; empty for NaN. */
  public static String ratio(double ratio) {
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.3f", ratio);
  }

  /** An interval as {@code 0.912 to 0.934}; empty if undefined. */
  public static String interval(Interval interval) {
    return Double.isNaN(interval.low())
        ? ""
        : ratio(interval.low()) + " to " + ratio(interval.high());
  }

  /** A p-value with two significant digits; empty for NaN. */
  public static String pValue(double p) {
    return Double.isNaN(p)
        ? ""
        : p < 1e-4 ? "< 0.0001" : String.format(Locale.ROOT, p < 0.01 ? "%.4f" : "%.2f", p);
  }

  /** A share as a percentage with one decimal; empty for NaN. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The verdict with its remark. */
  public static String verdict(Row row) {
    return row.verdict().words() + (row.remark().isEmpty() ? "" : " (" + row.remark() + ")");
  }
}
