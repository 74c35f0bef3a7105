package dev.sundog.cli.chart;

import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.text.Figures;
import dev.sundog.cli.text.PlainText;
import dev.sundog.statistics.Calibration;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart as XChart draws it, on white, in the colours of the light report. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;
  private static final int SQUARE = 560;
  private static final int ROW = 40;
  private static final int LEGEND_ROW = 30;

  /** Letters of the legend that a line holds; a label's mark takes the room of some. */
  private static final int LINE_LETTERS = 110;

  private static final int MARK_LETTERS = 9;
  private static final int LABEL_LETTERS = 60;

  /** Points of a title's letters for each point of room that a letter of it has. */
  private static final float LETTER_WIDTH = 1.35f;

  private static final double ABOVE = 0.4;
  private static final int AROUND_ROWS = 95;
  private static final Color INK = new Color(0x1b1f24);
  private static final Color LINE = new Color(0xc9ced6);
  private static final Color[] HUES = {
    new Color(0x1f5fbf),
    new Color(0xc2410c),
    new Color(0x15803d),
    new Color(0x7e22ce),
    new Color(0xb45309),
    new Color(0x0e7490),
    new Color(0xbe185d)
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND
  };

  private final String words;
  private final org.knowm.xchart.internal.chartpart.Chart<?, ?> drawing;

  private Plot(String words, org.knowm.xchart.internal.chartpart.Chart<?, ?> drawing) {
    this.words = words;
    this.drawing = drawing;
  }

  /** The plot of a chart. */
  static Plot of(Chart chart) {
    return new Plot(
        plain(chart.words()),
        switch (chart) {
          case Chart.Curves curves -> curves(curves);
          case Chart.Bars bars -> bars(bars);
          case Chart.Forest forest -> forest(forest);
          case Chart.Reliability reliability -> reliability(reliability);
        });
  }

  /** What it shows, in words. */
  String words() {
    return words;
  }

  /** Width in points. */
  int width() {
    return drawing.getWidth();
  }

  /** Height in points. */
  int height() {
    return drawing.getHeight();
  }

  /** Draws it. */
  void paint(Graphics2D graphics) {
    drawing.paint(graphics, width(), height());
  }

  private static XYChart curves(Chart.Curves chart) {
    List<String> labels = chart.curves().stream().map(curve -> legend(curve.label())).toList();
    XYChart plot =
        xy(
            chart,
            WIDTH,
            HEIGHT + legendRows(labels) * LEGEND_ROW,
            plain(chart.x().name()),
            plain(chart.y().name()));
    plot.getStyler().setLegendLayout(legendLayout(labels));
    plot.getStyler().setXAxisLogarithmic(chart.x().logarithmic());
    plot.getStyler().setYAxisLogarithmic(chart.y().logarithmic());
    plot.getStyler().setXAxisTickLabelsFormattingFunction(Plot::compact);
    int number = 0;
    for (Chart.Curve curve : chart.curves()) {
      Color color = HUES[number % HUES.length];
      Marker marker = MARKERS[number++ / HUES.length % MARKERS.length];
      List<Chart.Point> points = curve.points();
      XYSeries series =
          add(
              plot,
              points.stream().mapToDouble(Chart.Point::x).toArray(),
              points.stream().mapToDouble(point -> chart.y().place(point.y())).toArray(),
              color);
      series.setLabel(legend(curve.label()));
      series.setShowInLegend(true);
      series.setMarker(curve.marked() ? marker : SeriesMarkers.NONE);
      series.setLineStyle(
          switch (curve.line()) {
            case SOLID -> SeriesLines.SOLID;
            case DASHED -> SeriesLines.DASH_DASH;
            case NONE -> SeriesLines.NONE;
          });
      List<double[]> intervals =
          points.stream()
              .filter(Chart.Point::hasInterval)
              .map(point -> new double[] {point.x(), point.low(), point.x(), point.high()})
              .toList();
      segments(plot, intervals, color);
    }
    return plot;
  }

  /** A scale in few letters, such as 1.3B; {@code -} for what is no number. */
  private static String compact(double value) {
    NumberFormat format =
        NumberFormat.getCompactNumberInstance(Locale.ENGLISH, NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(2);
    return Math.abs(value) < 1000 ? Figures.chosen(value) : format.format(value);
  }

  private static XYChart forest(Chart.Forest chart) {
    int rows = chart.rows().size();
    XYChart plot = xy(chart, WIDTH, AROUND_ROWS + ROW * rows, "", "");
    plot.getStyler().setYAxisMin(-0.5).setYAxisMax(rows - 0.2).setYAxisTicksVisible(false);
    DoubleSummaryStatistics ends =
        chart.rows().stream()
            .flatMapToDouble(row -> DoubleStream.of(0, row.low(), row.high()))
            .summaryStatistics();
    for (int row = 0; row < rows; row++) {
      plot.addAnnotation(
          new AnnotationText(
              plain(chart.rows().get(row).label()),
              (ends.getMin() + ends.getMax()) / 2,
              rows - 1 - row + ABOVE,
              false));
    }
    segments(plot, List.of(new double[] {0, -0.5, 0, rows - 0.2}), INK);
    for (Effect effect : Effect.values()) {
      int[] chosen =
          IntStream.range(0, rows)
              .filter(row -> chart.rows().get(row).effect() == effect)
              .toArray();
      if (chosen.length > 0) {
        effect(plot, chart.rows(), chosen, effect);
      }
    }
    return plot;
  }

  /** Rows of one effect, which is told by colour and by shape. */
  private static void effect(XYChart plot, List<Chart.Row> rows, int[] chosen, Effect effect) {
    Color color =
        switch (effect) {
          case BETTER -> HUES[0];
          case WORSE -> HUES[1];
          case CHANGED -> HUES[3];
          case UNDECIDED -> INK;
        };
    double[] places = IntStream.of(chosen).mapToDouble(row -> rows.size() - 1 - row).toArray();
    List<double[]> intervals = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      Chart.Row row = rows.get(chosen[i]);
      intervals.add(new double[] {row.low(), places[i], row.high(), places[i]});
    }
    segments(plot, intervals, color);
    double[] differences =
        IntStream.of(chosen).mapToDouble(row -> rows.get(row).difference()).toArray();
    XYSeries series = add(plot, differences, places, color);
    series.setLabel(effect.word());
    series.setShowInLegend(true);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(
        switch (effect) {
          case BETTER -> SeriesMarkers.TRIANGLE_UP;
          case WORSE -> SeriesMarkers.SQUARE;
          case CHANGED -> SeriesMarkers.DIAMOND;
          case UNDECIDED -> SeriesMarkers.CIRCLE;
        });
  }

  private static XYChart reliability(Chart.Reliability chart) {
    XYChart plot = xy(chart, SQUARE, SQUARE, "confidence", "accuracy");
    plot.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    plot.getStyler().setLegendVisible(false);
    segments(plot, List.of(new double[] {0, 0, 1, 1}), LINE);
    List<double[]> edges = new ArrayList<>();
    for (Calibration.Bin bin : chart.calibration().bins()) {
      edges.add(new double[] {bin.low(), 0, bin.low(), bin.accuracy()});
      edges.add(new double[] {bin.low(), bin.accuracy(), bin.high(), bin.accuracy()});
      edges.add(new double[] {bin.high(), bin.accuracy(), bin.high(), 0});
      plot.addAnnotation(
          new AnnotationText(
              Figures.count(bin.items()), bin.confidence(), bin.accuracy() + 0.03, false));
    }
    segments(plot, edges, LINE);
    List<Calibration.Bin> bins = chart.calibration().bins();
    add(
            plot,
            bins.stream().mapToDouble(Calibration.Bin::confidence).toArray(),
            bins.stream().mapToDouble(Calibration.Bin::accuracy).toArray(),
            HUES[0])
        .setMarker(SeriesMarkers.CIRCLE);
    return plot;
  }

  private static CategoryChart bars(Chart.Bars chart) {
    List<String> labels = chart.counts().keySet().stream().map(Plot::legend).toList();
    CategoryChart plot =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT + legendRows(labels) * LEGEND_ROW)
            .title(clip(plain(chart.title()), LINE_LETTERS))
            .build();
    style(plot.getStyler(), plot.getTitle(), WIDTH);
    plot.getStyler().setLegendLayout(legendLayout(labels));
    plot.getStyler().setStacked(true);
    chart
        .counts()
        .forEach((label, counts) -> {
          CategorySeries series =
              plot.addSeries("series " + plot.getSeriesCollection().size(), chart.bins(), counts);
          series.setLabel(legend(label));
          series.setFillColor(HUES[(plot.getSeriesCollection().size() - 1) % HUES.length]);
        });
    return plot;
  }

  private static XYChart xy(Chart chart, int width, int height, String x, String y) {
    XYChart plot =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(clip(plain(chart.title()), LINE_LETTERS))
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    style(plot.getStyler(), plot.getTitle(), width);
    return plot;
  }

  private static void style(AxesChartStyler styler, String title, int width) {
    Font font = styler.getChartTitleFont();
    float size = LETTER_WIDTH * width / Math.max(1, title.length());
    styler.setChartTitleFont(font.deriveFont(Math.min(font.getSize2D(), size)));
    styler.setDecimalPattern("#,##0.######");
    styler.setPlotGridLinesColor(LINE);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
  }

  /** A label with as much of its beginning and its end as there is room for. */
  private static String legend(String label) {
    return clip(plain(label), LABEL_LETTERS);
  }

  private static String clip(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most / 2) + "\u2026" + text.substring(text.length() - most / 2);
  }

  /** Labels stand below each other if one line does not hold them. */
  private static Styler.LegendLayout legendLayout(List<String> labels) {
    return labels.stream().mapToInt(label -> label.length() + MARK_LETTERS).sum() <= LINE_LETTERS
        ? Styler.LegendLayout.Horizontal
        : Styler.LegendLayout.Vertical;
  }

  /** Lines of the legend beyond the first. */
  private static int legendRows(List<String> labels) {
    return legendLayout(labels) == Styler.LegendLayout.Vertical ? labels.size() - 1 : 0;
  }

  /** A series that the legend does not name. */
  private static XYSeries add(XYChart plot, double[] x, double[] y, Color color) {
    XYSeries series = plot.addSeries("series " + plot.getSeriesCollection().size(), x, y);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(SeriesLines.SOLID);
    series.setShowInLegend(false);
    return series;
  }

  /** Lines, each from x, y to x, y. */
  private static void segments(XYChart plot, List<double[]> segments, Color color) {
    for (double[] segment : segments) {
      XYSeries line =
          add(
              plot,
              new double[] {segment[0], segment[2]},
              new double[] {segment[1], segment[3]},
              color);
      line.setMarker(SeriesMarkers.NONE);
      line.setLineStyle(new BasicStroke(1.5f));
    }
  }

  /** Text as a picture may hold it: without what XML can't carry. */
  private static String plain(String text) {
    return PlainText.line(text).replaceAll("[\uFFFE\uFFFF]", "\uFFFD");
  }
}
