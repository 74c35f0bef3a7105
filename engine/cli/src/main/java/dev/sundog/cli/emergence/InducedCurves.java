// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** Smooth curves of item values, and the sharp curves induced from them. */
public sealed interface InducedCurves permits ErrorCurves, RightCurves, LabelCurves {
  /** The smooth curve of each family, followed by its sharp ones. */
  List<ScalingCurve> curves();

  /**
   * The scores of all possible sharp curves by family; empty if {@link #curves} already holds them
   * all.
   */
  SortedMap<String, InducedScores> everyScore();

  /** Name of the sharp metric, such as reconstruction(c). */
  String sharp();

  /** Name of the parameter, such as threshold c. */
  String at();

  /** The mean of all values except NaN, and its standard error. */
  static ScalingPoint mean(double scale, double[] values) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double squares = Arrays.stream(known).map(value -> (value - mean) * (value - mean)).sum();
    double n = known.length;
    return ScalingPoint.mean(scale, mean, Math.sqrt(squares / (n * (n - 1))), known.length);
  }

  /** One point per scale. */
  static <T> List<ScalingPoint> points(
      SortedMap<Double, T> scales, BiFunction<Double, T, ScalingPoint> point) {
    return scales.entrySet().stream()
        .map(entry -> point.apply(entry.getKey(), entry.getValue()))
        .toList();
  }
}
