// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with columns aligned by spaces. Cells are made safe for a terminal. */
public final class Table {
  private static final String GAP = "  ";

  /** The alignment of a column. */
  public enum Side {
    /** Words. */
    LEFT,
    /** Figures. */
    RIGHT
  }

  private final List<Side> sides;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<Side> sides) {
    this.sides = sides;
  }

  /** An empty table with the given alignment of its columns. */
  public static Table of(Side... sides) {
    return new Table(List.of(sides));
  }

  /** An empty table with columns of words, then columns of figures. */
  public static Table of(int words, int figures) {
    Side[] sides = new Side[words + figures];
    Arrays.fill(sides, Side.RIGHT);
    Arrays.fill(sides, 0, words, Side.LEFT);
    return of(sides);
  }

  /** Appends a row. */
  public Table row(String... cells) {
    return row(List.of(cells));
  }

  /**
   * Appends a row.
   *
   * @throws IllegalArgumentException if the number of cells is not that of the columns
   */
  public Table row(List<String> cells) {
    if (cells.size() != sides.size()) {
      throw new IllegalArgumentException(cells.size() + " cells, " + sides.size() + " columns");
    }
    rows.add(cells.stream().map(PlainText::line).toList());
    return this;
  }

  List<Side> sides() {
    return sides;
  }

  /** The rows, made safe for a terminal. */
  List<List<String>> rows() {
    return rows;
  }

  /** The lines of the table without trailing spaces, each ended by a line feed. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, sides.size())
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths) + "\n").collect(Collectors.joining());
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String blanks = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(sides.get(column) == Side.LEFT ? cell + blanks : blanks + cell);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
