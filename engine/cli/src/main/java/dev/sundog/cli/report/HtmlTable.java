// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** A table that sorts by column and downloads as CSV. Very long tables show the first rows. */
final class HtmlTable {
  static final int MOST_ROWS = 2_000;

  /** A cell. */
  public sealed interface Cell {
    /** Any text, escaped here. */
    record Words(String text) implements Cell {}

    /**
     * A figure.
     *
     * @param shown the displayed text
     * @param value the number for sorting and download; NaN for none
     */
    record Figure(String shown, double value) implements Cell {}

    /**
     * A drawing.
     *
     * @param svg trusted markup with its own description
     */
    record Drawing(String svg) implements Cell {}

    /** A p-value. */
    static Cell ofP(double p) {
      return new Figure(Figures.pValue(p), p);
    }

    /** A measured value. */
    static Cell of(double value) {
      return new Figure(Figures.value(value), value);
    }

    /** A count. */
    static Cell of(long count) {
      return new Figure(Figures.count(count), count);
    }
  }

  private final String caption;
  private final List<String> heads;
  private final StringBuilder rows = new StringBuilder();
  private long count;

  /** An empty table. */
  public HtmlTable(String caption, List<String> heads) {
    this.caption = caption;
    this.heads = List.copyOf(heads);
  }

  /**
   * Appends a row. Rows beyond {@value #MOST_ROWS} are counted but not shown.
   *
   * @throws IllegalArgumentException if the number of cells is not that of the heads
   */
  public HtmlTable row(List<Cell> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException(cells.size() + " cells, " + heads.size() + " heads");
    }
    count++;
    if (count > MOST_ROWS) {
      return this;
    }
    rows.append("<tr>");
    for (Cell cell : cells) {
      rows.append(
          switch (cell) {
            case Cell.Words(String text) -> "<td>" + Html.text(text);
            case Cell.Figure(String shown, double value) ->
                "<td class=\"figure\" data-value=\"" + value + "\">" + Html.text(shown);
            case Cell.Drawing(String svg) -> "<td class=\"drawing\">" + svg;
          });
      rows.append("</td>");
    }
    rows.append("</tr>\n");
    return this;
  }

  /** The markup of the table. */
  public String html() {
    List<String> headCells = new ArrayList<>();
    for (String head : heads) {
      headCells.add(
          "<th scope=\"col\"><button type=\"button\">" + Html.text(head) + "</button></th>");
    }
    String cut =
        count <= MOST_ROWS
            ? ""
            : " (first %s of %s rows; --summary writes all)"
                .formatted(Figures.count(MOST_ROWS), Figures.count(count));
    return "<div class=\"table\"><table><caption>"
        + Html.text(caption + cut)
        + " <button type=\"button\" class=\"download\">Download CSV</button></caption>\n<thead><tr>"
        + String.join("", headCells)
        + "</tr></thead>\n<tbody>\n"
        + rows
        + "</tbody></table></div>\n";
  }
}
