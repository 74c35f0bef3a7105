package dev.sundog.cli.report;

import dev.sundog.cli.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** A table that sorts by its columns and downloads as CSV; of very many rows the first ones. */
final class HtmlTable {
  static final int MOST_ROWS = 2_000;

  /** What a cell shows and sorts by. */
  public sealed interface Cell {
    /** Words of anybody. */
    record Words(String text) implements Cell {}

    /**
     * A figure.
     *
     * @param shown as people read it
     * @param value as it sorts and downloads; NaN for none
     */
    record Figure(String shown, double value) implements Cell {}

    /**
     * A drawing of ours.
     *
     * @param svg markup, with its own alternative text
     */
    record Drawing(String svg) implements Cell {}

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
   * Appends a row; from the {@value #MOST_ROWS}th on rows are counted, not shown.
   *
   * @throws IllegalArgumentException if it has not one cell per head
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

  /** The table's markup. */
  public String html() {
    List<String> headCells = new ArrayList<>();
    for (String head : heads) {
      headCells.add(
          "<th scope=\"col\"><button type=\"button\">" + Html.text(head) + "</button></th>");
    }
    String cut =
        count <= MOST_ROWS
            ? ""
            : ": the first %s of %s rows; --summary writes all"
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
