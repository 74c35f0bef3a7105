package dev.sundog.emergence;

import dev.sundog.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Emergence scores of all curves under one metric. "High" is a score of at least a stated
 * threshold, infinite ones included; the paper states none.
 *
 * @param metric the metric
 * @param curves curves under it, of three or more points and not flat
 * @param infinite those with a score of +∞
 * @param high those with a high score
 * @param median median score
 * @param upperDecile score that one in ten exceeds
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
