// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values corrected for their number. A p-value of NaN (a test that was not possible) stays NaN
 * and is not counted.
 */
public final class MultipleTesting {
  private MultipleTesting() {}

  /**
   * Adjusted p-values: rejecting those below a level keeps the chance of any false rejection below
   * it.
   *
   * <p>Holm, S., "A simple sequentially rejective multiple test procedure", 1979.
   */
  public static double[] holm(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = undefined(p.length);
    double floor = 0;
    for (int rank = 0; rank < order.length; rank++) {
      floor = Math.max(floor, Math.min(1, (order.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = floor;
    }
    return adjusted;
  }

  /**
   * Adjusted p-values (q-values): rejecting those below a level keeps the expected share of false
   * ones among the rejections below it, for independent tests.
   *
   * <p>Benjamini, Y. and Hochberg, Y., "Controlling the false discovery rate", 1995.
   */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = undefined(p.length);
    double ceiling = 1;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      ceiling = Math.min(ceiling, p[order[rank]] * order.length / (rank + 1));
      adjusted[order[rank]] = ceiling;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .filter(test -> !Double.isNaN(p[test]))
        .boxed()
        .sorted(Comparator.comparingDouble(test -> p[test]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] undefined(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
