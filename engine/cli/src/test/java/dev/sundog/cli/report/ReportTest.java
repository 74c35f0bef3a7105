// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.report.HtmlTable.Cell;
import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String HOSTILE = "<script>alert('\u001b[31m\"&')</script>\u202E";

  @Test
  void foreignTextIsEscaped() {
    String html =
        new Page(HOSTILE)
            .section(
                HOSTILE,
                new HtmlTable(HOSTILE, List.of(HOSTILE))
                    .row(List.of(new Cell.Words(HOSTILE)))
                    .html())
            .html();
    assertThat(html)
        .doesNotContain("<script>alert", "\u001b", "\u202E")
        .contains("&lt;script&gt;alert(&#39;\uFFFD[31m&quot;&amp;&#39;)&lt;/script&gt;\uFFFD");
  }

  @Test
  void everyScriptIsNamedByThePolicy() {
    Chart chart = new Chart.Bars("Bars", List.of("a"), Map.of("b", List.of(1)));
    for (String body : List.of("<p> data-chart=&quot;</p>", Canvas.of(chart))) {
      String html = new Page("two").section("one", body).html();
      String policy = html.substring(html.indexOf("script-src"), html.indexOf("<meta name"));
      int scripts = body.contains("<canvas") ? 3 : 1;
      assertThat(policy.split("sha256-")).hasSize(scripts + 1);
      assertThat(html.split("<script>")).hasSize(scripts + 1);
    }
  }

  @Test
  void aVeryLongTableReportsItsOmittedRows() {
    HtmlTable table = new HtmlTable("Rows", List.of("n"));
    for (int row = 1; row <= HtmlTable.MOST_ROWS; row++) {
      table.row(List.of(Cell.of(row)));
    }
    assertThat(table.html()).contains("<caption>Rows <button", ">2,000</td>");
    assertThat(table.row(List.of(Cell.of(2_001))).html())
        .contains("Rows (first 2,000 of 2,001 rows; --summary writes all)")
        .doesNotContain(">2,001</td>");
  }

  @Test
  void anIntervalHasADescription() {
    IntervalDrawing scale = new IntervalDrawing(0, 1);
    assertThat(scale.svg(0.5, new Interval(0.25, 0.625)))
        .contains("aria-label=\"0.500000, from 0.250000 to 0.625000 on a scale from 0 to 1\"")
        .contains("x1=\"42.5\"", "x2=\"98.8\"")
        .contains("cx=\"80.0\"");
    assertThat(scale.svg(0.5, Interval.UNDEFINED)).contains("from 0.500000 to 0.500000");
    assertThat(scale.svg(Double.NaN, Interval.UNDEFINED)).isEmpty();
  }
}
