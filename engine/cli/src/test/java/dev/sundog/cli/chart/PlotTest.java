// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.statistics.Calibration;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PlotTest {
  private static final String HOSTILE =
      "</text><script>alert(1)</script>\"'&\uFFFF\u0000 ../../../etc/x";

  private static final List<Chart.Point> POINTS =
      List.of(
          new Chart.Point(1e8, 0, 0, 0.1),
          new Chart.Point(1e9, 0.2, 0.1, 0.3),
          new Chart.Point(1e10, 0.9, Double.NaN, Double.NaN));

  private static final List<Chart> CHARTS =
      List.of(
          new Chart.Curves(
              HOSTILE,
              Chart.Axis.of("parameters", true),
              Chart.Axis.of("", false),
              List.of(
                  new Chart.Curve(HOSTILE, Chart.Line.SOLID, POINTS),
                  new Chart.Curve("law", Chart.Line.DASHED, POINTS))),
          new Chart.Bars(
              "Bars",
              List.of("0-2", "2-5"),
              new TreeMap<>(Map.of(HOSTILE, List.of(3, 0), "bleu", List.of(1, 2)))),
          new Chart.Forest(
              "Forest",
              Arrays.stream(Effect.values())
                  .map(effect -> new Chart.Row(HOSTILE + effect, 0.1, -0.1, 0.3, effect))
                  .toList()),
          new Chart.Reliability(
              "Reliability",
              Calibration.byWidth(new double[] {0.31, 0.35, 0.9}, new double[] {0, 1, 1}, 10)));

  @Test
  void everyChartIsDrawnInBothFormatsInItsFolder(@TempDir Path folder) throws Exception {
    Path plots = folder.resolve("new/plots");
    PlotFolder all = PlotFolder.of(plots, EnumSet.allOf(PlotFormat.class));
    assertThat(all.write(CHARTS)).isEqualTo(2 * CHARTS.size());
    List<Path> files = files(folder);
    assertThat(files)
        .hasSize(2 * CHARTS.size())
        .allSatisfy(file -> {
          assertThat(file.getParent()).isEqualTo(plots);
          assertThat(String.valueOf(file.getFileName()))
              .matches("00[1-4]-[A-Za-z0-9-]+\\.(png|svg)");
          if (file.toString().endsWith(".png")) {
            drawn(file);
          } else {
            read(file);
          }
        });
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private static void drawn(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    long ink =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) != -1)
            .count();
    assertThat(ink).as("%s", png).isGreaterThan(5_000);
  }

  private static void read(Path svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newNSInstance().newDocumentBuilder().parse(svg.toFile());
    assertThat(document.getDoctype()).isNull();
    assertThat(document.getDocumentElement().getAttribute("viewBox")).startsWith("0 0 ");
    assertThat(elements(document, "script").getLength()).isZero();
    assertThat(elements(document, "path").getLength()).isGreaterThan(10);
    assertThat(elements(document, "title").item(0).getTextContent()).contains(": ");
  }

  private static NodeList elements(Document document, String name) {
    return document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
  }

  @Test
  void wordsTellWhatACurveShows() {
    assertThat(CHARTS.get(0).words())
        .contains(", by parameters: ")
        .contains("law from 0 at 100000000 to 0.900000 at 1.0000e+10, 3 points");
    assertThat(CHARTS.get(1).words()).contains("bleu 1 in 0-2, 2 in 2-5", "3 in 0-2;");
    assertThat(CHARTS.get(2).words())
        .contains("BETTER 0.100000, from -0.100000 to 0.300000, better");
    assertThat(CHARTS.get(3).words())
        .isEqualTo(
            "Reliability: confidence 0.330000, accuracy 0.500000, 2 items; confidence 0.900000,"
                + " accuracy 1, 1 items");
  }
}
