// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.cli.compare.Comparison;
import dev.sundog.cli.compare.Comparison.Effect;
import dev.sundog.cli.compare.Comparisons;
import dev.sundog.metric.Metrics;
import dev.sundog.statistics.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)>\"' autofocus onfocus=alert(2)";

  private static Comparison comparison(String metric, double low, double high, double p) {
    return new Comparison(
        List.of(HOSTILE),
        Metrics.named(metric),
        10,
        0,
        new Comparison.Difference(
            0.5, 0.5 + (low + high) / 2, (low + high) / 2, new Interval(low, high)),
        new Comparison.Test("permutation", p, Math.log10(p), p, p),
        List.of(new Comparison.Worse(HOSTILE, 1, 0)));
  }

  @Test
  void effectsFollowTheDirectionOfTheMetric() {
    assertThat(comparison("exact_match", 0.1, 0.3, 0).effect()).isEqualTo(Effect.BETTER);
    assertThat(comparison("exact_match", -0.3, -0.1, 0).effect()).isEqualTo(Effect.WORSE);
    assertThat(comparison("token_edit_distance", 0.1, 0.3, 0).effect()).isEqualTo(Effect.WORSE);
    assertThat(comparison("token_edit_distance", -0.3, -0.1, 0).effect()).isEqualTo(Effect.BETTER);
    assertThat(comparison("token_count", 0.1, 0.3, 0).effect()).isEqualTo(Effect.CHANGED);
    assertThat(comparison("exact_match", 0, 0.3, 0).effect()).isEqualTo(Effect.UNDECIDED);
    assertThat(comparison("exact_match", Double.NaN, Double.NaN, 0).effect())
        .isEqualTo(Effect.UNDECIDED);
  }

  @Test
  void everyUnitHasItsAxisAndUndefinedDifferencesAreInTheTableOnly() {
    String html =
        ComparisonReport.html(
            new Comparisons(
                List.of("task"),
                List.of(
                    comparison("exact_match", 0.1, 0.3, 0.001),
                    comparison("token_edit_distance", 0.1, 0.3, 0.2),
                    comparison("edit_similarity", Double.NaN, Double.NaN, Double.NaN)),
                List.of(HOSTILE),
                List.of()),
            Map.of("Command", HOSTILE));
    assertThat(html)
        .contains("3 comparisons: 1 better, 0 worse, with p (Holm) below 0.05; 2 undecided")
        .contains("aria-label=\"Candidate minus base, share: exact_match, ")
        .contains("aria-label=\"Candidate minus base, tokens: token_edit_distance, ")
        .contains("<td>edit_similarity</td>", "Only in the base (1)", "Items that got worse")
        .contains("&lt;/script&gt;&lt;img src=x")
        .doesNotContain("<img src=x", "Only in the candidate");
    assertThat(html.split("<canvas role=\"img\" tabindex=\"0\"")).hasSize(3);
  }
}
