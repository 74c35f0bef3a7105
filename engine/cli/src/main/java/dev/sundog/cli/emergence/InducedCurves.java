package dev.sundog.cli.emergence;

import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** Smooth curves of per-item values, and the sharp ones made of them. */
public sealed interface InducedCurves permits ErrorCurves, RightCurves, LabelCurves {
  /** Of each family the smooth curve, then sharp ones. */
  List<ScalingCurve> curves();

  /**
   * By family, the scores of all sharp curves that there are; none where {@link #curves} holds them
   * all.
   */
  SortedMap<String, InducedScores> everyScore();

  /** What makes a sharp curve of the smooth one, as in reconstruction(c). */
  String sharp();

  /** What sharp curves differ in, as in threshold c. */
  String at();

  /** The mean of those values that are numbers, and its standard error. */
  static ScalingPoint mean(double scale, double[] values) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double squares = Arrays.stream(known).map(value -> (value - mean) * (value - mean)).sum();
    double n = known.length;
    return ScalingPoint.mean(scale, mean, Math.sqrt(squares / (n * (n - 1))), known.length);
  }

  /** A point of each scale. */
  static <T> List<ScalingPoint> points(
      SortedMap<Double, T> scales, BiFunction<Double, T, ScalingPoint> point) {
    return scales.entrySet().stream()
        .map(entry -> point.apply(entry.getKey(), entry.getValue()))
        .toList();
  }
}
