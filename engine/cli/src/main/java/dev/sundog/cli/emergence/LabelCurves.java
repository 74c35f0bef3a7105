// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.emergence;

import dev.sundog.emergence.CurveKey;
import dev.sundog.emergence.InducedMetric;
import dev.sundog.emergence.InducedScores;
import dev.sundog.emergence.ScalingCurve;
import dev.sundog.emergence.ScalingPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * Token accuracy over the first L labels of an item, and the share of items whose first L labels
 * are all correct, for every L.
 *
 * @param right items of equally many labels, by family and scale
 */
record LabelCurves(SortedMap<String, SortedMap<Double, boolean[][]>> right)
    implements InducedCurves {
  @Override
  public List<ScalingCurve> curves() {
    List<ScalingCurve> curves = new ArrayList<>();
    right.forEach((family, scales) -> {
      int labels = scales.values().stream().mapToInt(items -> items[0].length).max().orElse(0);
      for (int length = 1; length <= labels; length++) {
        int first = length;
        CurveKey smooth = new CurveKey("labels", "token_accuracy", family, length);
        curves.add(
            ScalingCurve.of(
                smooth,
                InducedCurves.points(
                    scales, (scale, items) -> InducedCurves.mean(scale, shares(items, first)))));
        curves.add(
            ScalingCurve.of(
                smooth.under("subset_accuracy"),
                InducedCurves.points(scales, (scale, items) -> whole(scale, items, first))));
      }
    });
    return curves;
  }

  private static double[] shares(boolean[][] items, int length) {
    return Arrays.stream(items)
        .mapToDouble(labels -> {
          int hits = 0;
          for (int label = 0; label < length; label++) {
            hits += labels[label] ? 1 : 0;
          }
          return (double) hits / length;
        })
        .toArray();
  }

  private static ScalingPoint whole(double scale, boolean[][] items, int length) {
    int hits = InducedMetric.subsetHits(items, length);
    return ScalingPoint.share(scale, (double) hits / items.length, items.length);
  }

  @Override
  public SortedMap<String, InducedScores> everyScore() {
    return Collections.emptySortedMap();
  }

  @Override
  public String sharp() {
    return "subset_accuracy(L)";
  }

  @Override
  public String at() {
    return "labels L";
  }
}
