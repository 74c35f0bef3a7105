package dev.sundog.cli.chart;

import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.text.Figures;
import dev.sundog.statistics.Calibration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
   * @param x above 0
   * @param y the value
   * @param low lower end of its interval, NaN for none
   * @param high upper end of its interval
   */
  record Point(double x, double y, double low, double high) {
    /** Whether there is an interval. */
    public boolean hasInterval() {
      return !Double.isNaN(low);
    }
  }

  /**
   * Points by rising x.
   *
   * @param predicted whether a law gives them, not a measurement
   */
  record Curve(String label, boolean predicted, List<Point> points) {
    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }

    private String words() {
      Point first = points.getFirst();
      Point last = points.getLast();
      return "%s from %s at %s to %s at %s, %d points"
          .formatted(
              label,
              Figures.value(first.y()),
              Figures.value(first.x()),
              Figures.value(last.y()),
              Figures.value(last.x()),
              points.size());
    }
  }

  /**
   * Curves over the logarithm of a scale.
   *
   * @param scale name of the scale
   * @param curves at least one, none without points
   */
  record Curves(String title, String scale, List<Curve> curves) implements Chart {
    /** Copies the list. */
    public Curves {
      curves = List.copyOf(curves);
    }

    @Override
    public String words() {
      return title
          + ", by "
          + scale
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
