// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import java.util.List;

/**
 * A comparison as Markdown for the comment of a pull request: a sentence, losses and gains in a
 * table, everything else folded.
 */
public final class Markdown {
  private static final String HEAD =
      """
      | benchmark | old | new | performance new ÷ old | interval | p | verdict |
      |---|---:|---:|---:|---:|---:|---|
      """;

  private Markdown() {}

  /** The text, ended by a line feed. */
  public static String of(Comparison comparison) {
    StringBuilder out = new StringBuilder();
    out.append("**").append(comparison.sentence()).append("**\n");
    Words.means(comparison).forEach(line -> out.append('\n').append(escaped(line)).append(".\n"));
    comparison.warnings().forEach(line -> out.append("\n⚠ ").append(escaped(line)).append('\n'));
    List<Row> changed =
        comparison.rows().stream()
            .filter(row ->
                row.verdict() == Verdict.LOSS
                    || row.verdict() == Verdict.GAIN
                    || row.verdict() == Verdict.MISSING)
            .toList();
    if (!changed.isEmpty()) {
      out.append('\n').append(HEAD);
      changed.forEach(row -> out.append(line(row)));
    }
    List<Row> rest = comparison.rows().stream().filter(row -> !changed.contains(row)).toList();
    if (!rest.isEmpty()) {
      out.append("\n<details><summary>")
          .append(rest.size())
          .append(" without a change</summary>\n\n")
          .append(HEAD);
      rest.forEach(row -> out.append(line(row)));
      out.append("\n</details>\n");
    }
    return out.toString();
  }

  private static String line(Row row) {
    String verdict = escaped(Words.verdict(row));
    return "| "
        + String.join(
            " | ",
            escaped(row.benchmark().shortLabel()),
            escaped(row.oldShown()),
            escaped(row.newShown()),
            Words.ratio(row.change().ratio()),
            Words.interval(row.change().interval()),
            Words.pValue(row.change().adjusted()).replace("<", "&lt;"),
            row.verdict() == Verdict.LOSS || row.verdict() == Verdict.MISSING
                ? "**" + verdict + "**"
                : verdict)
        + " |\n";
  }

  /** A text as a cell: no markup, no line break. */
  private static String escaped(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\|`*_\\[\\]#@])", "\\\\$1");
  }
}
