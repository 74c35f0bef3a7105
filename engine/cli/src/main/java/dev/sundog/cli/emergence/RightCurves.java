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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The accuracy, and all-of-K: the probability that K items are all correct.
 *
 * @param right 1 or 0, by family and scale
 * @param largestK largest K with a curve, at most the smallest number of items of a scale
 */
record RightCurves(SortedMap<String, SortedMap<Double, double[]>> right, int largestK)
    implements InducedCurves {
  @Override
  public List<ScalingCurve> curves() {
    List<ScalingCurve> curves = new ArrayList<>();
    right.forEach((family, scales) -> {
      CurveKey smooth = CurveKey.of("mean", "label_accuracy", family);
      curves.add(ScalingCurve.of(smooth, InducedCurves.points(scales, InducedCurves::mean)));
      int fewest = scales.values().stream().mapToInt(own -> own.length).min().orElse(0);
      for (int k = 1; k <= Math.min(largestK, fewest); k++) {
        int all = k;
        curves.add(
            ScalingCurve.of(
                CurveKey.of("all of " + k, "all_of_k", family),
                InducedCurves.points(scales, (scale, own) -> all(scale, own, all))));
      }
    });
    return curves;
  }

  /** The standard error is that of p^K by the delta method. */
  private static ScalingPoint all(double scale, double[] right, int k) {
    long correct = correct(right);
    double p = (double) correct / right.length;
    double slope = k * StrictMath.pow(p, k - 1);
    return ScalingPoint.mean(
        scale,
        InducedMetric.allOfK(correct, right.length, k)[k - 1],
        slope * Math.sqrt(p * (1 - p) / right.length),
        right.length);
  }

  private static long correct(double[] right) {
    return Arrays.stream(right).filter(own -> own == 1).count();
  }

  @Override
  public SortedMap<String, InducedScores> everyScore() {
    SortedMap<String, InducedScores> scores = new TreeMap<>();
    right.forEach((family, scales) ->
        scores.put(
            family,
            InducedScores.everyK(
                scales.values().stream().mapToLong(RightCurves::correct).toArray(),
                scales.values().stream().mapToLong(own -> own.length).toArray())));
    return scores;
  }

  @Override
  public String sharp() {
    return "all_of_k(K)";
  }

  @Override
  public String at() {
    return "items K";
  }
}
