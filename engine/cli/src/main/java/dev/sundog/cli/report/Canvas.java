package dev.sundog.cli.report;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.PlainText;
import dev.sundog.statistics.Calibration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chart in a page: a canvas with the data that charts.js draws, and its words. */
final class Canvas {
  /** The attribute that tells a chart's canvas; the quote can't stem from words of others. */
  static final String DATA = " data-chart=\"";

  private Canvas() {}

  /** The markup of a chart. */
  static String of(Chart chart) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("title", PlainText.line(chart.title()));
    switch (chart) {
      case Chart.Curves curves -> put(data, curves);
      case Chart.Bars bars -> put(data, bars);
      case Chart.Forest forest -> put(data, forest);
      case Chart.Reliability reliability -> put(data, reliability);
    }
    return "<div class=\"chart\"><canvas role=\"img\" tabindex=\"0\" aria-label=\""
        + Html.text(chart.words())
        + "\""
        + DATA
        + Html.text(data.toString())
        + "\"></canvas></div>\n";
  }

  /** The markup of charts side by side where there is room. */
  static String all(List<Chart> charts) {
    return charts.stream()
        .map(Canvas::of)
        .collect(Collectors.joining("", "<div class=\"charts\">", "</div>\n"));
  }

  private static void put(ObjectNode data, Chart.Curves curves) {
    data.put("kind", "curves");
    put(data.putObject("x"), curves.x());
    put(data.putObject("y"), curves.y());
    ArrayNode sets = data.putArray("sets");
    for (Chart.Curve curve : curves.curves()) {
      ObjectNode set = sets.addObject();
      set.put("label", PlainText.line(curve.label()));
      set.put("line", curve.line().name());
      set.put("marked", curve.marked());
      ArrayNode points = set.putArray("points");
      for (Chart.Point point : curve.points()) {
        double place = curves.y().place(point.y());
        ObjectNode node = points.addObject().put("x", point.x()).put("y", place);
        if (place != point.y()) {
          node.put("shown", Figures.value(point.y()));
        }
        if (point.hasInterval()) {
          node.put("low", point.low()).put("high", point.high());
        }
      }
    }
  }

  private static void put(ObjectNode node, Chart.Axis axis) {
    node.put("name", PlainText.line(axis.name()));
    node.put("type", axis.logarithmic() ? "logarithmic" : "linear");
  }

  private static void put(ObjectNode data, Chart.Bars bars) {
    data.put("kind", "bars");
    bars.bins().forEach(data.putArray("labels")::add);
    ArrayNode sets = data.putArray("sets");
    bars.counts()
        .forEach((label, counts) -> {
          ObjectNode set = sets.addObject().put("label", PlainText.line(label));
          counts.forEach(set.putArray("values")::add);
        });
  }

  private static void put(ObjectNode data, Chart.Forest forest) {
    data.put("kind", "forest");
    ArrayNode rows = data.putArray("rows");
    for (Chart.Row row : forest.rows()) {
      rows.addObject()
          .put("label", PlainText.line(row.label()))
          .put("x", row.difference())
          .put("left", row.low())
          .put("right", row.high())
          .put("effect", row.effect().word());
    }
  }

  private static void put(ObjectNode data, Chart.Reliability reliability) {
    data.put("kind", "reliability");
    List<Calibration.Bin> bins = reliability.calibration().bins();
    ArrayNode array = data.putArray("bins");
    for (Calibration.Bin bin : bins) {
      array
          .addObject()
          .put("x", bin.confidence())
          .put("y", bin.accuracy())
          .put("left", bin.low())
          .put("right", bin.high())
          .put("items", bin.items());
    }
  }
}
