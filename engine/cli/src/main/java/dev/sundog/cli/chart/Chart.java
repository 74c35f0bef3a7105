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

/** What a chart shows. How it looks is the matter of those who draw it. */
public sealed interface Chart {
  /** What it is about. */
  String title();

  /** What it shows, for those who can't see it. */
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

  /** How the points of a curve are joined. */
  enum Line {
    /** A line, and a mark at every point where there are few. */
    SOLID,
    /** A line without marks: what a law gives, or what others are held against. */
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
   * One side of a chart.
   *
   * @param low value below which others stand at the lower edge; above 0 if logarithmic
   * @param high value above which others stand at the upper edge
   */
  record Axis(String name, boolean logarithmic, double low, double high) {
    /** From so many times on small values would lie on each other. */
    private static final double WIDE = 20;

    /** How far the edges are beyond both ends, as a share of what is between. */
    private static final double BEYOND = 0.08;

    /** An axis on which every finite value has its place. */
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

    /** Where a value stands: itself, or the edge beyond which it is. */
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
   * @param counts by what is stacked, one count per bin
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
   * @param effect what the interval says
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

  /** Differences of one unit below each other, with the line of 0. */
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

  /** Accuracy over confidence by bins of confidence, with the line on which they agree. */
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
