// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as a Markdown table with a closing line. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(JmhComparison comparison) {
    StringBuilder out = new StringBuilder();
    out.append("| benchmark | parameters | old | new | speed new ÷ old | interval | verdict |\n");
    out.append("|---|---|---:|---:|---:|---:|---|\n");
    for (JmhComparison.Row row : comparison.rows()) {
      out.append(line(row));
    }
    return out.append('\n').append(summary(comparison)).append('\n').toString();
  }

  private static String line(JmhComparison.Row row) {
    return "| %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            escaped(shortName(row.key())),
            escaped(row.key().params()),
            score(row.before(), row.before()),
            score(row.after(), row.before() == null ? row.after() : row.before()),
            Double.isNaN(row.ratio()) ? "" : String.format(Locale.ROOT, "%.3f", row.ratio()),
            interval(row.interval()),
            verdict(row.verdict()))
        .replace(System.lineSeparator(), "\n");
  }

  /** The new score is shown in the unit of the old one, whatever unit it was measured in. */
  private static String score(@Nullable Measurement side, @Nullable Measurement unitOf) {
    return side == null || unitOf == null ? "" : unitOf.inUnit(side.speed());
  }

  private static String interval(ForkBootstrap.@Nullable Interval interval) {
    return interval == null
        ? ""
        : String.format(Locale.ROOT, "%.3f to %.3f", interval.low(), interval.high());
  }

  private static String verdict(JmhComparison.Verdict verdict) {
    return switch (verdict) {
      case LOSS -> "**loss**";
      case GAIN -> "gain";
      case SAME -> "same";
      case TOO_FEW -> "too few iterations";
      case ADDED -> "only in new";
      case MISSING -> "**only in old**";
    };
  }

  private static String summary(JmhComparison comparison) {
    return String.format(
        Locale.ROOT,
        "%d benchmarks: %d lost more than %s %%, %d gained, %d the same, %d not judged, %d only in"
            + " new, %d only in old.",
        comparison.rows().size(),
        comparison.count(JmhComparison.Verdict.LOSS),
        percent(comparison.threshold()),
        comparison.count(JmhComparison.Verdict.GAIN),
        comparison.count(JmhComparison.Verdict.SAME),
        comparison.count(JmhComparison.Verdict.TOO_FEW),
        comparison.count(JmhComparison.Verdict.ADDED),
        comparison.count(JmhComparison.Verdict.MISSING));
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  private static String shortName(Measurement.Key key) {
    String[] parts = key.benchmark().split("\\.", -1);
    String name =
        parts.length < 2
            ? key.benchmark()
            : parts[parts.length - 2] + "." + parts[parts.length - 1];
    return key.mode().equals("thrpt") ? name : name + " (" + key.mode() + ")";
  }

  private static String escaped(String cell) {
    return cell.replace("|", "\\|");
  }
}
