// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.InducedMetric;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The mean error, and reconstruction(c): the share of items with an error strictly below c.
 *
 * @param errors by family and scale
 * @param thresholds number of curves of reconstruction(c), at evenly spaced quantiles of all errors
 *     of a family
 */
record ErrorCurves(SortedMap<String, SortedMap<Double, double[]>> errors, int thresholds)
    implements InducedCurves {
  @Override
  public List<ScalingCurve> curves() {
    List<ScalingCurve> curves = new ArrayList<>();
    errors.forEach((family, scales) -> {
      CurveKey smooth = CurveKey.of("mean", "error", family);
      curves.add(new ScalingCurve(smooth, true, InducedCurves.points(scales, InducedCurves::mean)));
      SortedMap<Double, InducedMetric.Threshold> sorted = new TreeMap<>();
      scales.forEach((scale, own) -> sorted.put(scale, new InducedMetric.Threshold(own)));
      double[] all = scales.values().stream().flatMapToDouble(Arrays::stream).toArray();
      InducedMetric.Threshold pooled = new InducedMetric.Threshold(all);
      IntStream.rangeClosed(1, thresholds)
          .mapToDouble(i -> pooled.quantile((double) i / (thresholds + 1)))
          .distinct()
          .forEach(threshold -> curves.add(below(threshold, family, sorted)));
    });
    return curves;
  }

  private static ScalingCurve below(
      double threshold, String family, SortedMap<Double, InducedMetric.Threshold> scales) {
    String task = String.format(Locale.ROOT, "error < %.4g", threshold);
    return ScalingCurve.of(
        CurveKey.of(task, "reconstruction", family),
        InducedCurves.points(
            scales, (scale, own) -> ScalingPoint.share(scale, own.share(threshold), own.items())));
  }

  @Override
  public SortedMap<String, InducedScores> everyScore() {
    SortedMap<String, InducedScores> scores = new TreeMap<>();
    errors.forEach((family, scales) ->
        scores.put(family, InducedScores.everyThreshold(scales.values().toArray(double[][]::new))));
    return scores;
  }

  @Override
  public String sharp() {
    return "reconstruction(c)";
  }

  @Override
  public String at() {
    return "threshold c";
  }
}
