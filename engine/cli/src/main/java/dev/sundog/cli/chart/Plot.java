// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.text.Figures;
import dev.sundog.statistics.Calibration;
import java.awt.Color;
import java.awt.Graphics2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart drawn by XChart on white, in the colours of the light report. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;
  private static final int SQUARE = 560;
  private static final int ROW = 40;
  private static final double ABOVE = 0.4;
  private static final int AROUND_ROWS = 95;
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
        PlotStyle.plain(chart.words()),
        switch (chart) {
          case Chart.Curves curves -> curves(curves);
          case Chart.Bars bars -> bars(bars);
          case Chart.Forest forest -> forest(forest);
          case Chart.Reliability reliability -> reliability(reliability);
        });
  }

  /** A description of the content. */
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
    List<String> labels =
        chart.curves().stream().map(curve -> PlotStyle.legend(curve.label())).toList();
    int height = HEIGHT + PlotStyle.legendHeight(labels);
    XyPlot plot = new XyPlot(chart, WIDTH, height, chart.x().name(), chart.y().name());
    plot.styler().setLegendLayout(PlotStyle.legendLayout(labels));
    plot.styler().setXAxisLogarithmic(chart.x().logarithmic());
    plot.styler().setYAxisLogarithmic(chart.y().logarithmic());
    plot.styler().setXAxisTickLabelsFormattingFunction(Plot::compact);
    for (int number = 0; number < labels.size(); number++) {
      curve(plot, chart, number, labels.get(number));
    }
    return plot.drawing();
  }

  private static void curve(XyPlot plot, Chart.Curves chart, int number, String label) {
    Chart.Curve curve = chart.curves().get(number);
    Color color = PlotStyle.hue(number);
    List<Chart.Point> points = curve.points();
    XYSeries series =
        plot.add(
            points.stream().mapToDouble(Chart.Point::x).toArray(),
            points.stream().mapToDouble(point -> chart.y().place(point.y())).toArray(),
            color,
            label);
    series.setMarker(
        curve.marked() ? MARKERS[number / PlotStyle.HUES % MARKERS.length] : SeriesMarkers.NONE);
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
    plot.segments(intervals, color);
  }

  /** A short scale, such as 1.3B; {@code -} for NaN. */
  private static String compact(double value) {
    NumberFormat format =
        NumberFormat.getCompactNumberInstance(Locale.ENGLISH, NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(2);
    return Math.abs(value) < 1000 ? Figures.chosen(value) : format.format(value);
  }

  private static XYChart forest(Chart.Forest chart) {
    int rows = chart.rows().size();
    XyPlot plot = new XyPlot(chart, WIDTH, AROUND_ROWS + ROW * rows, "", "");
    plot.styler().setYAxisMin(-0.5).setYAxisMax(rows - 0.2).setYAxisTicksVisible(false);
    DoubleSummaryStatistics ends =
        chart.rows().stream()
            .flatMapToDouble(row -> DoubleStream.of(0, row.low(), row.high()))
            .summaryStatistics();
    for (int row = 0; row < rows; row++) {
      plot.note(
          chart.rows().get(row).label(),
          (ends.getMin() + ends.getMax()) / 2,
          rows - 1 - row + ABOVE);
    }
    plot.segments(List.of(new double[] {0, -0.5, 0, rows - 0.2}), PlotStyle.INK);
    for (Effect effect : Effect.values()) {
      int[] chosen =
          IntStream.range(0, rows)
              .filter(row -> chart.rows().get(row).effect() == effect)
              .toArray();
      if (chosen.length > 0) {
        effect(plot, chart.rows(), chosen, effect);
      }
    }
    return plot.drawing();
  }

  /** Rows of one effect, shown by colour and shape. */
  private static void effect(XyPlot plot, List<Chart.Row> rows, int[] chosen, Effect effect) {
    Color color =
        switch (effect) {
          case BETTER -> PlotStyle.hue(0);
          case WORSE -> PlotStyle.hue(1);
          case CHANGED -> PlotStyle.hue(3);
          case UNDECIDED -> PlotStyle.INK;
        };
    double[] places = IntStream.of(chosen).mapToDouble(row -> rows.size() - 1 - row).toArray();
    List<double[]> intervals = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      Chart.Row row = rows.get(chosen[i]);
      intervals.add(new double[] {row.low(), places[i], row.high(), places[i]});
    }
    plot.segments(intervals, color);
    double[] differences =
        IntStream.of(chosen).mapToDouble(row -> rows.get(row).difference()).toArray();
    XYSeries series = plot.add(differences, places, color, effect.word());
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
    XyPlot plot = new XyPlot(chart, SQUARE, SQUARE, "confidence", "accuracy");
    plot.styler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    plot.styler().setLegendVisible(false);
    plot.segments(List.of(new double[] {0, 0, 1, 1}), PlotStyle.LINE);
    List<double[]> edges = new ArrayList<>();
    List<Calibration.Bin> bins = chart.calibration().bins();
    for (Calibration.Bin bin : bins) {
      edges.add(new double[] {bin.low(), 0, bin.low(), bin.accuracy()});
      edges.add(new double[] {bin.low(), bin.accuracy(), bin.high(), bin.accuracy()});
      edges.add(new double[] {bin.high(), bin.accuracy(), bin.high(), 0});
      plot.note(Figures.count(bin.items()), bin.confidence(), bin.accuracy() + 0.03);
    }
    plot.segments(edges, PlotStyle.LINE);
    plot.add(
            bins.stream().mapToDouble(Calibration.Bin::confidence).toArray(),
            bins.stream().mapToDouble(Calibration.Bin::accuracy).toArray(),
            PlotStyle.hue(0))
        .setMarker(SeriesMarkers.CIRCLE);
    return plot.drawing();
  }

  private static CategoryChart bars(Chart.Bars chart) {
    List<String> labels = chart.counts().keySet().stream().map(PlotStyle::legend).toList();
    CategoryChart plot =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT + PlotStyle.legendHeight(labels))
            .title(PlotStyle.title(chart))
            .build();
    PlotStyle.apply(plot.getStyler(), plot.getTitle(), WIDTH);
    plot.getStyler().setLegendLayout(PlotStyle.legendLayout(labels));
    plot.getStyler().setStacked(true);
    chart
        .counts()
        .forEach((label, counts) -> {
          CategorySeries series =
              plot.addSeries("series " + plot.getSeriesCollection().size(), chart.bins(), counts);
          series.setLabel(PlotStyle.legend(label));
          series.setFillColor(PlotStyle.hue(plot.getSeriesCollection().size() - 1));
        });
    return plot;
  }
}
