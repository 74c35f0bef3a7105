// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

/** A comparison as the XML of JUnit: a loss is a failure, a benchmark not judged is skipped. */
public final class JUnitXml {
  private JUnitXml() {}

  /** The document. */
  public static String of(Comparison comparison) {
    long skipped = comparison.count(Verdict.TOO_FEW) + comparison.count(Verdict.MISSING);
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append(
        "<testsuite name=\"performance\" tests=\"%d\" failures=\"%d\" skipped=\"%d\">\n"
            .formatted(comparison.rows().size(), comparison.count(Verdict.LOSS), skipped));
    for (Row row : comparison.rows()) {
      out.append("  <testcase classname=\"performance\" name=\"")
          .append(escaped(row.benchmark().label()))
          .append("\">");
      switch (row.verdict()) {
        case LOSS -> out.append("<failure message=\"").append(escaped(message(row))).append("\"/>");
        case TOO_FEW, MISSING ->
            out.append("<skipped message=\"").append(escaped(Words.verdict(row))).append("\"/>");
        default -> out.append("<system-out>").append(escaped(message(row))).append("</system-out>");
      }
      out.append("</testcase>\n");
    }
    return out.append("</testsuite>\n").toString();
  }

  private static String message(Row row) {
    return "%s: %s before, %s now; performance × %s, interval %s, p %s"
        .formatted(
            Words.verdict(row),
            row.oldShown().isEmpty() ? "nothing" : row.oldShown(),
            row.newShown(),
            Words.ratio(row.change().ratio()),
            Words.interval(row.change().interval()),
            Words.pValue(row.change().adjusted()));
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\ufffe\\uffff]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
