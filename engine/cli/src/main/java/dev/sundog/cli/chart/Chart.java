// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.text.Figures;
import dev.sundog.statistics.Calibration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The content of a chart, independent of how it is drawn. */
public sealed interface Chart {
  /** The title. */
  String title();

  /** A description of the content for screen readers. */
  String words();

  /**
   * One point of a curve.
   *
   * @param x finite; above 0 where the axis is logarithmic
   * @param y the value
   * @param low lower end of its interval, NaN for none
   * @param high upper end of its interval
   */
  record Point(double x, double y, double low, double high) {
    /** A point without an interval. */
    public static Point of(double x, double y) {
      return new Point(x, y, Double.NaN, Double.NaN);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
      return !Double.isNaN(low);
    }
  }

  /** The style of a curve. */
  enum Line {
    /** A line, with a mark at every point if there are few. */
    SOLID,
    /** A line without marks: a prediction or a base line. */
    DASHED,
    /** Marks only. */
    NONE
  }

  /** Points by rising x. */
  record Curve(String label, Line line, List<Point> points) {
    private static final int MOST_MARKS = 50;

    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }

    /** Whether points have marks. */
    public boolean marked() {
      return line == Line.NONE || (line == Line.SOLID && points.size() <= MOST_MARKS);
    }

    private String words() {
      Point first = points.getFirst();
      Point last = points.getLast();
      return String.format(
          Locale.ROOT,
          "%s from %s at %s to %s at %s, %d points",
          label,
          Figures.value(first.y()),
          Figures.value(first.x()),
          Figures.value(last.y()),
          Figures.value(last.x()),
          points.size());
    }
  }

  /**
   * An axis of a chart.
   *
   * @param low lower values are drawn at the lower edge; above 0 if logarithmic
   * @param high higher values are drawn at the upper edge
   */
  record Axis(String name, boolean logarithmic, double low, double high) {
    /** Ratio of the ends from which an axis is logarithmic. */
    private static final double WIDE = 20;

    /** Distance of the edges from the ends, as a share of the range. */
    private static final double BEYOND = 0.08;

    /** An axis for all finite values. */
    public static Axis of(String name, boolean logarithmic) {
      return new Axis(
          name, logarithmic, logarithmic ? Double.MIN_VALUE : -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** An axis from the lowest to the highest value, logarithmic if they are far apart. */
    public static Axis of(String name, DoubleStream values) {
      DoubleSummaryStatistics ends = values.summaryStatistics();
      boolean far = ends.getMin() > 0 && ends.getMax() >= WIDE * ends.getMin();
      return new Axis(name, far, ends.getMin(), ends.getMax());
    }

    /** The position of a value: itself, or the edge that it exceeds. */
    public double place(double value) {
      return value > high ? edge(high, BEYOND) : value < low ? edge(low, -BEYOND) : value;
    }

    private double edge(double end, double share) {
      return logarithmic ? end * Math.pow(high / low, share) : end + share * (high - low);
    }
  }

  /**
   * Curves over a scale.
   *
   * @param curves at least one, none without points
   */
  record Curves(String title, Axis x, Axis y, List<Curve> curves) implements Chart {
    /** Copies the list. */
    public Curves {
      curves = List.copyOf(curves);
    }

    @Override
    public String words() {
      return title
          + ", by "
          + x.name()
          + ": "
          + curves.stream().map(Curve::words).collect(Collectors.joining("; "));
    }
  }

  /**
   * Counts per bin, stacked.
   *
   * @param bins names of the bins
   * @param counts by series, one count per bin
   */
  record Bars(String title, List<String> bins, Map<String, List<Integer>> counts) implements Chart {
    /** Copies lists and map, keeping the order. */
    public Bars {
      bins = List.copyOf(bins);
      Map<String, List<Integer>> copies = new LinkedHashMap<>();
      counts.forEach((label, numbers) -> copies.put(label, List.copyOf(numbers)));
      counts = copies;
    }

    @Override
    public String words() {
      List<String> words = new ArrayList<>();
      counts.forEach((label, numbers) ->
          words.add(
              label
                  + " "
                  + IntStream.range(0, bins.size())
                      .filter(bin -> numbers.get(bin) > 0)
                      .mapToObj(bin -> numbers.get(bin) + " in " + bins.get(bin))
                      .collect(Collectors.joining(", "))));
      return title + ": " + String.join("; ", words);
    }
  }

  /**
   * A difference with its interval.
   *
   * @param low lower end, finite
   * @param high upper end, finite
   * @param effect direction of the difference by its interval
   */
  record Row(String label, double difference, double low, double high, Effect effect) {
    private String words() {
      return "%s %s, from %s to %s, %s"
          .formatted(
              label,
              Figures.value(difference),
              Figures.value(low),
              Figures.value(high),
              effect.word());
    }
  }

  /** A forest plot: differences of one unit in rows, with a line at 0. */
  record Forest(String title, List<Row> rows) implements Chart {
    /** Copies the list. */
    public Forest {
      rows = List.copyOf(rows);
    }

    @Override
    public String words() {
      return title + ": " + rows.stream().map(Row::words).collect(Collectors.joining("; "));
    }
  }

  /** A reliability diagram: accuracy over confidence by bin, with the diagonal. */
  record Reliability(String title, Calibration calibration) implements Chart {
    @Override
    public String words() {
      return title
          + ": "
          + calibration.bins().stream()
              .map(bin ->
                  "confidence %s, accuracy %s, %s items"
                      .formatted(
                          Figures.value(bin.confidence()),
                          Figures.value(bin.accuracy()),
                          Figures.count(bin.items())))
              .collect(Collectors.joining("; "));
    }
  }
}
