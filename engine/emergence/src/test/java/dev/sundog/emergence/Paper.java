// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;

/** The paper's model: α = −0.5, c = 1e10, and four sizes of the GPT-3 family. */
final class Paper {
  static final List<Double> SIZES = List.of(350e6, 1.3e9, 6.7e9, 175e9);
  static final PowerLawFit LAW = PowerLawFit.known(-0.5, 1e10);

  private Paper() {}

  static ScalingCurve accuracy(int length) {
    return curve("exact_match", length, false, n -> ScalingPoint.of(n, LAW.accuracy(n, length)));
  }

  static ScalingCurve editDistance(int length) {
    return curve(
        "hamming_distance", length, true, n -> ScalingPoint.of(n, LAW.editDistance(n, length)));
  }

  /** What {@code items} items of each size show: the sharp and the smooth curve. */
  static List<ScalingCurve> simulated(int length, int items, SplittableRandom random) {
    ScalingPoint[] sharp = new ScalingPoint[SIZES.size()];
    ScalingPoint[] smooth = new ScalingPoint[SIZES.size()];
    for (int size = 0; size < sharp.length; size++) {
      double p = LAW.tokenProbability(SIZES.get(size));
      long right = 0;
      double sum = 0;
      double squares = 0;
      for (int item = 0; item < items; item++) {
        int tokens = 0;
        for (int token = 0; token < length; token++) {
          tokens += random.nextDouble() < p ? 1 : 0;
        }
        double share = (double) tokens / length;
        right += tokens == length ? 1 : 0;
        sum += share;
        squares += share * share;
      }
      double mean = sum / items;
      double stderr = Math.sqrt((squares / items - mean * mean) / (items - 1));
      sharp[size] = ScalingPoint.share(SIZES.get(size), (double) right / items, items);
      smooth[size] = ScalingPoint.mean(SIZES.get(size), mean, stderr, items);
    }
    return List.of(
        ScalingCurve.of(key("exact_match", length), List.of(sharp)),
        ScalingCurve.of(key("token_accuracy", length), List.of(smooth)));
  }

  private static ScalingCurve curve(
      String metric, int length, boolean lowerIsBetter, DoubleFunction<ScalingPoint> point) {
    return new ScalingCurve(
        key(metric, length), lowerIsBetter, SIZES.stream().map(n -> point.apply(n)).toList());
  }

  private static CurveKey key(String metric, int length) {
    return new CurveKey("arithmetic", metric, "", length);
  }
}
