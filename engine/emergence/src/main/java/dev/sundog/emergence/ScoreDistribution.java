// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Emergence scores of all curves of one metric. A high score is at least a given threshold, or
 * infinite; the paper states no threshold.
 *
 * @param metric the metric
 * @param curves number of curves with three or more points that are not flat
 * @param infinite number of curves with a score of +∞
 * @param high number of curves with a high score
 * @param median median score
 * @param upperDecile 90 % quantile of the scores
 */
public record ScoreDistribution(
    String metric, int curves, int infinite, int high, double median, double upperDecile) {

  /** One distribution per metric, by name. */
  public static List<ScoreDistribution> byMetric(Collection<JudgedCurve> curves, double threshold) {
    Map<String, List<Double>> scores = new TreeMap<>();
    for (JudgedCurve curve : curves) {
      EmergenceScore score = curve.score();
      if (score.defined()) {
        scores
            .computeIfAbsent(curve.curve().key().metric(), metric -> new ArrayList<>())
            .add(score.value());
      }
    }
    return scores.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), threshold))
        .toList();
  }

  private static ScoreDistribution of(String metric, List<Double> scores, double threshold) {
    double[] values = scores.stream().mapToDouble(EmergenceScore::bounded).toArray();
    double[] quantiles = Quantiles.of(values, 0.5, 0.9);
    return new ScoreDistribution(
        metric,
        values.length,
        (int) scores.stream().filter(score -> score == Double.POSITIVE_INFINITY).count(),
        (int) scores.stream().filter(score -> score >= threshold).count(),
        EmergenceScore.unbounded(quantiles[0]),
        EmergenceScore.unbounded(quantiles[1]));
  }

  /** Share of the curves with a high score. */
  public double highShare() {
    return (double) high / curves;
  }
}
