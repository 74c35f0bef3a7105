// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points, lines and notes over two axes. */
final class XyPlot {
  private final XYChart drawing;

  /** An empty plot with named axes. */
  XyPlot(Chart chart, int width, int height, String x, String y) {
    drawing =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(PlotStyle.title(chart))
            .xAxisTitle(PlotStyle.plain(x))
            .yAxisTitle(PlotStyle.plain(y))
            .build();
    PlotStyle.apply(drawing.getStyler(), drawing.getTitle(), width);
  }

  XYChart drawing() {
    return drawing;
  }

  XYStyler styler() {
    return drawing.getStyler();
  }

  /** A series without an entry in the legend. */
  XYSeries add(double[] x, double[] y, Color color) {
    XYSeries series = drawing.addSeries("series " + drawing.getSeriesCollection().size(), x, y);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(SeriesLines.SOLID);
    series.setShowInLegend(false);
    return series;
  }

  /** A series with an entry in the legend. */
  XYSeries add(double[] x, double[] y, Color color, String label) {
    XYSeries series = add(x, y, color);
    series.setLabel(label);
    series.setShowInLegend(true);
    return series;
  }

  /** Lines, each from x, y to x, y. */
  void segments(List<double[]> segments, Color color) {
    for (double[] segment : segments) {
      XYSeries line =
          add(new double[] {segment[0], segment[2]}, new double[] {segment[1], segment[3]}, color);
      line.setMarker(SeriesMarkers.NONE);
      line.setLineStyle(new BasicStroke(1.5f));
    }
  }

  /** Text at a position. */
  void note(String text, double x, double y) {
    drawing.addAnnotation(new AnnotationText(PlotStyle.plain(text), x, y, false));
  }
}
