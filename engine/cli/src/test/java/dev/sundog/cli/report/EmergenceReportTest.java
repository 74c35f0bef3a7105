// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.cli.chart.Chart;
import dev.sundog.cli.emergence.EmergenceCharts;
import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.EmergenceAnalysis;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmergenceReportTest {
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)>\"' autofocus onfocus=alert(2) ../../../etc/x";

  private static final List<ScalingPoint> POINTS =
      List.of(
          ScalingPoint.share(1e9, 0, 100),
          ScalingPoint.share(2e9, 0.1, 100),
          ScalingPoint.share(4e9, 0.5, 100));

  private static EmergenceAnalysis analysis() {
    CurveKey key = CurveKey.of(HOSTILE, "exact_match", HOSTILE);
    return EmergenceAnalysis.of(
        List.of(ScalingCurve.of(key, POINTS), ScalingCurve.of(key.under("bleu"), POINTS)),
        EmergenceAnalysis.Options.standard());
  }

  @Test
  void hostileNamesAreText() {
    String html =
        EmergenceReport.html("Test", List.of(), analysis(), 10, Map.of("Command", HOSTILE));
    assertThat(html)
        .contains("&lt;/script&gt;&lt;img src=x")
        .doesNotContain("<img src=x")
        .contains("data-chart=", "Chart.js v4.5.1")
        .doesNotContain("sourceMappingURL", " src=\"http", "href=\"http");
  }

  @Test
  void sharpAndSmoothMetricsHaveChartsOfTheirOwn() {
    EmergenceCharts charts = EmergenceCharts.of(analysis(), 1);
    assertThat(charts.left()).isZero();
    assertThat(charts.groups()).hasSize(1);
    assertThat(charts.groups().getFirst().charts())
        .extracting(Chart::title)
        .satisfiesExactly(
            sharp -> assertThat(sharp).endsWith(", sharp"),
            smooth -> assertThat(smooth).endsWith(", smooth"));
    assertThat(EmergenceCharts.of(analysis(), 0).left()).isEqualTo(1);
    assertThat(EmergenceCharts.scores(analysis()).words())
        .isEqualTo("Curves by emergence score: bleu 1 in 0-2; exact_match 1 in 0-2");
  }
}
