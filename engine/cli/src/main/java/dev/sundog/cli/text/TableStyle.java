// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.text;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sundog.cli.text.Table.Side;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a table is written. The first row is the header. */
public enum TableStyle {
  /** Columns aligned by spaces. */
  TEXT {
    @Override
    public String of(Table table) {
      return table.toString();
    }
  },
  /** A table of Markdown, as GitHub shows it. */
  MD {
    @Override
    public String of(Table table) {
      List<List<String>> rows = new ArrayList<>(table.rows());
      rows.add(1, table.sides().stream().map(side -> side == Side.LEFT ? ":--" : "--:").toList());
      return lines(rows, MARKDOWN, "| ", " | ", " |\n");
    }
  },
  /** A {@code tabular} of LaTeX with the rules of the package booktabs. */
  LATEX {
    @Override
    public String of(Table table) {
      String sides =
          table.sides().stream()
              .map(side -> side == Side.LEFT ? "l" : "r")
              .collect(Collectors.joining());
      return "\\begin{tabular}{"
          + sides
          + "}\n\\toprule\n"
          + lines(table.rows().subList(0, 1), TEX, "", " & ", " \\\\\n")
          + "\\midrule\n"
          + lines(table.rows().subList(1, table.rows().size()), TEX, "", " & ", " \\\\\n")
          + "\\bottomrule\n\\end{tabular}\n";
    }
  },
  /** Comma-separated values, quoted where needed. */
  CSV {
    @Override
    public String of(Table table) {
      StringWriter text = new StringWriter();
      CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
      table.rows().forEach(csv::writeRecord);
      return text.toString();
    }
  };

  /** Characters with a meaning in Markdown's tables. */
  private static final String MARKDOWN = "\\|*_`<[";

  /** Characters with a meaning in LaTeX's text. */
  private static final String TEX = "&%$#_{}";

  /** The table as text; each line ends with a line feed. */
  public abstract String of(Table table);

  private static String lines(
      List<List<String>> rows, String special, String first, String between, String last) {
    return rows.stream()
        .map(row ->
            row.stream()
                .map(cell -> escaped(cell, special))
                .collect(Collectors.joining(between, first, last)))
        .collect(Collectors.joining());
  }

  private static String escaped(String cell, String special) {
    StringBuilder text = new StringBuilder();
    cell.chars()
        .forEach(c -> {
          if (special.equals(TEX) && c == '\\') {
            text.append("\\textbackslash{}");
          } else if (special.equals(TEX) && (c == '~' || c == '^')) {
            text.append('\\').append((char) c).append("{}");
          } else {
            text.append(special.indexOf(c) < 0 ? "" : "\\").append((char) c);
          }
        });
    return text.toString();
  }
}
