// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import java.util.Comparator;
import java.util.List;

/**
 * A scaling curve: one metric of one task over the model sizes of one family.
 *
 * @param key identity of the curve
 * @param lowerIsBetter whether smaller values are better
 * @param points results by increasing scale, one per scale
 */
public record ScalingCurve(CurveKey key, boolean lowerIsBetter, List<ScalingPoint> points) {
  /**
   * Sorts the points by scale.
   *
   * @throws IllegalArgumentException if a scale occurs twice
   */
  public ScalingCurve {
    points = points.stream().sorted(Comparator.comparingDouble(ScalingPoint::scale)).toList();
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).scale() == points.get(i - 1).scale()) {
        throw new IllegalArgumentException(
            key + " has two values at scale " + points.get(i).scale());
      }
    }
  }

  /** A curve of a higher-is-better metric. */
  public static ScalingCurve of(CurveKey key, List<ScalingPoint> points) {
    return new ScalingCurve(key, false, points);
  }

  /** The values by increasing scale. */
  public double[] values() {
    return points.stream().mapToDouble(ScalingPoint::value).toArray();
  }

  /** The values by increasing scale, negated for a lower-is-better metric. */
  public double[] goodness() {
    double[] values = values();
    if (lowerIsBetter) {
      for (int i = 0; i < values.length; i++) {
        values[i] = -values[i];
      }
    }
    return values;
  }

  /** Whether every point has the data for an interval over items. */
  public boolean hasItems() {
    return !points.isEmpty()
        && points.stream().allMatch(point -> point.share() || point.stderr() >= 0);
  }

  /**
   * The smallest value that the test sets can resolve: for a share one hit in the smallest test
   * set, for another mean half the widest 95 % interval. NaN without items.
   */
  public double noiseFloor() {
    double floor = points.isEmpty() ? Double.NaN : 0;
    for (ScalingPoint point : points) {
      double own = point.share() ? 1.0 / point.items() : ScalingPoint.Z95 * point.stderr();
      floor = Math.max(floor, own);
    }
    return floor;
  }
}
