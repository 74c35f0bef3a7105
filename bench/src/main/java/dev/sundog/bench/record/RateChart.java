// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.record;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** A chart of edit distances per second by length, engine and rivals, both axes logarithmic. */
final class RateChart {
  private static final int DOTS_PER_INCH = 144;

  /** Display names of the implementations. */
  private static final Map<String, String> NAMES =
      Map.of(
          "vector", "Sundog",
          "scalar", "Sundog, scalar",
          "gwtMyers", "gwt-dev Myers",
          "javaStringSimilarity", "java-string-similarity",
          "luceneSuggest", "lucene-suggest",
          "commonsText", "commons-text");

  private RateChart() {}

  /** Whether there are rates to draw. */
  static boolean applies(List<Rate> rates) {
    return rates.stream().anyMatch(RateChart::isByLength);
  }

  static void write(List<Rate> rates, String machine, Path png) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title("Exact token edit distance, one thread, " + machine)
            .xAxisTitle("tokens of each sequence")
            .yAxisTitle("pairs a second")
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    rates.stream()
        .filter(RateChart::isByLength)
        .map(Rate::implementation)
        .distinct()
        .sorted(Comparator.comparingInt(RateTable.ORDER::indexOf))
        .forEach(name -> addSeries(chart, rates, name));
    BitmapEncoder.saveBitmapWithDPI(
        chart, png.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
  }

  private static void addSeries(XYChart chart, List<Rate> rates, String implementation) {
    List<Rate> series =
        rates.stream()
            .filter(RateChart::isByLength)
            .filter(rate -> rate.implementation().equals(implementation))
            .sorted(Comparator.comparingInt(RateChart::length))
            .toList();
    chart.addSeries(
        NAMES.getOrDefault(implementation, implementation),
        series.stream().mapToDouble(RateChart::length).toArray(),
        series.stream().mapToDouble(Rate::pairs).toArray());
  }

  private static boolean isByLength(Rate rate) {
    return rate.benchmark().equals("EditDistanceBenchmark") && rate.workload().matches("L\\d+");
  }

  private static int length(Rate rate) {
    return Integer.parseInt(rate.workload().substring(1));
  }
}
