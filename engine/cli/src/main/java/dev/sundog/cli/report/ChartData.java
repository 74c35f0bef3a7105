package dev.sundog.cli.report;

import dev.sundog.cli.text.PlainText;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.JudgedCurve;
import dev.sundog.emergence.MetricSwap;
import dev.sundog.emergence.Prediction;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Charts of a page: a canvas each, with its data, its words for those who can't see it. */
final class ChartData {
  private ChartData() {}

  /** Curves over the logarithm of the scale, with intervals, and predictions dashed. */
  static String curves(String title, List<JudgedCurve> curves, List<MetricSwap> swaps) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("kind", "curves");
    data.put("title", title);
    ArrayNode sets = data.putArray("sets");
    for (JudgedCurve judged : curves) {
      ScalingCurve curve = judged.curve();
      ObjectNode set = sets.addObject();
      set.put("label", curve.key().metric());
      ArrayNode points = set.putArray("points");
      curve.points().forEach(point -> put(points.addObject(), point));
    }
    for (MetricSwap swap : swaps) {
      ObjectNode set = sets.addObject();
      CurveKey key = swap.smooth().key();
      set.put("label", "p^" + key.length() + " from " + key.metric());
      set.put("dashed", true);
      ArrayNode points = set.putArray("points");
      for (Prediction prediction : swap.predictions()) {
        ObjectNode point = points.addObject();
        point.put("x", prediction.scale());
        point.put("y", prediction.expected());
      }
    }
    return canvas(data, words(title, curves));
  }

  /**
   * One point of a curve.
   *
   * @param x above 0
   * @param y the value
   * @param low lower end of its interval, NaN for none
   * @param high upper end of its interval
   */
  record Point(double x, double y, double low, double high) {}

  /** Curves by label over the logarithm of x, with intervals. */
  static String series(String title, Map<String, List<Point>> curves) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("kind", "curves");
    data.put("title", title);
    ArrayNode sets = data.putArray("sets");
    curves.forEach((label, points) -> {
      ObjectNode set = sets.addObject();
      set.put("label", PlainText.line(label));
      ArrayNode all = set.putArray("points");
      for (Point point : points) {
        ObjectNode node = all.addObject();
        node.put("x", point.x());
        node.put("y", point.y());
        if (!Double.isNaN(point.low())) {
          node.put("low", point.low());
          node.put("high", point.high());
        }
      }
    });
    return canvas(data, title + "; the table below holds the figures");
  }

  private static void put(ObjectNode node, ScalingPoint point) {
    node.put("x", point.scale());
    node.put("y", point.value());
    Interval interval = point.interval();
    if (!Double.isNaN(interval.low())) {
      node.put("low", interval.low());
      node.put("high", interval.high());
    }
  }

  private static String words(String title, List<JudgedCurve> curves) {
    return title
        + ": "
        + curves.stream()
            .map(judged -> {
              List<ScalingPoint> points = judged.curve().points();
              return String.format(
                  java.util.Locale.ROOT,
                  "%s from %.3g at scale %.3g to %.3g at scale %.3g, %d points",
                  judged.curve().key().metric(),
                  points.getFirst().value(),
                  points.getFirst().scale(),
                  points.getLast().value(),
                  points.getLast().scale(),
                  points.size());
            })
            .collect(Collectors.joining("; "));
  }

  /** Bars of counts, stacked by metric. */
  static String bars(String title, List<String> bins, Map<String, int[]> counts) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    data.put("kind", "bars");
    data.put("title", title);
    ArrayNode labels = data.putArray("labels");
    bins.forEach(labels::add);
    ArrayNode sets = data.putArray("sets");
    counts.forEach((metric, numbers) -> {
      ObjectNode set = sets.addObject();
      set.put("label", metric);
      ArrayNode values = set.putArray("values");
      for (int number : numbers) {
        values.add(number);
      }
    });
    return canvas(data, title + "; the table below holds the figures");
  }

  /** A chart of data that charts.js draws, and the same in words. */
  static String canvas(ObjectNode data, String words) {
    return "<div class=\"chart\"><canvas role=\"img\" tabindex=\"0\" aria-label=\""
        + Html.text(words)
        + "\" data-chart=\""
        + Html.text(data.toString())
        + "\"></canvas></div>\n";
  }
}
