// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.PlainText;
import dev.sundog.statistics.Calibration;
import dev.sundog.text.JsonWriter;
import dev.sundog.text.JsonWriter.Style;
import java.util.List;
import java.util.stream.Collectors;

/** A chart in a page: a canvas with its data for charts.js and a description. */
final class Canvas {
  /** The attribute that marks a chart; escaped text cannot contain its quote. */
  static final String DATA = " data-chart=\"";

  private Canvas() {}

  /** The markup of a chart. */
  static String of(Chart chart) {
    StringBuilder data = new StringBuilder();
    JsonWriter json = JsonWriter.to(data, Style.LINE).object();
    json.field("title", PlainText.line(chart.title()));
    switch (chart) {
      case Chart.Curves curves -> put(json, curves);
      case Chart.Bars bars -> put(json, bars);
      case Chart.Forest forest -> put(json, forest);
      case Chart.Reliability reliability -> put(json, reliability);
    }
    json.end();
    return "<div class=\"chart\"><canvas role=\"img\" tabindex=\"0\" aria-label=\""
        + Html.text(chart.words())
        + "\""
        + DATA
        + Html.text(data.toString())
        + "\"></canvas></div>\n";
  }

  /** The markup of charts, side by side if there is room. */
  static String all(List<Chart> charts) {
    return charts.stream()
        .map(Canvas::of)
        .collect(Collectors.joining("", "<div class=\"charts\">", "</div>\n"));
  }

  private static void put(JsonWriter json, Chart.Curves curves) {
    json.field("kind", "curves");
    put(json.name("x"), curves.x());
    put(json.name("y"), curves.y());
    json.name("sets").array();
    for (Chart.Curve curve : curves.curves()) {
      json.object().field("label", PlainText.line(curve.label()));
      json.field("line", curve.line().name()).name("marked").value(curve.marked());
      json.name("points").array();
      for (Chart.Point point : curve.points()) {
        double place = curves.y().place(point.y());
        json.object().field("x", point.x()).field("y", place);
        if (place != point.y()) {
          json.field("shown", Figures.value(point.y()));
        }
        if (point.hasInterval()) {
          json.field("low", point.low()).field("high", point.high());
        }
        json.end();
      }
      json.end().end();
    }
    json.end();
  }

  private static void put(JsonWriter json, Chart.Axis axis) {
    json.object().field("name", PlainText.line(axis.name()));
    json.field("type", axis.logarithmic() ? "logarithmic" : "linear").end();
  }

  private static void put(JsonWriter json, Chart.Bars bars) {
    json.field("kind", "bars").name("labels").array();
    bars.bins().forEach(json::value);
    json.end().name("sets").array();
    bars.counts()
        .forEach((label, counts) -> {
          json.object().field("label", PlainText.line(label)).name("values").array();
          counts.forEach(json::value);
          json.end().end();
        });
    json.end();
  }

  private static void put(JsonWriter json, Chart.Forest forest) {
    json.field("kind", "forest").name("rows").array();
    for (Chart.Row row : forest.rows()) {
      json.object().field("label", PlainText.line(row.label())).field("x", row.difference());
      json.field("left", row.low()).field("right", row.high());
      json.field("effect", row.effect().word()).end();
    }
    json.end();
  }

  private static void put(JsonWriter json, Chart.Reliability reliability) {
    json.field("kind", "reliability").name("bins").array();
    for (Calibration.Bin bin : reliability.calibration().bins()) {
      json.object().field("x", bin.confidence()).field("y", bin.accuracy());
      json.field("left", bin.low()).field("right", bin.high()).field("items", bin.items()).end();
    }
    json.end();
  }
}
