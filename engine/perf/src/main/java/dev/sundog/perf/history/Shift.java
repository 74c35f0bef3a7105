// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import dev.sundog.perf.statistics.LogRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A change of the level of a series.
 *
 * @param series the series
 * @param index index of the first point of the new level
 * @param performance performance after ÷ before, above 1 is better; undefined for a level of 0
 * @param recent whether only the last two to five points differ: the next results decide
 */
public record Shift(Series series, int index, LogRatio performance, boolean recent) {
  /**
   * The changes of a series, by time.
   *
   * @param alpha probability of any change in a series without one, half of it for recent ones
   */
  public static List<Shift> of(Series series, double alpha) {
    double[] values = series.values();
    List<Integer> steps = new ArrayList<>(new ChangePoints(alpha / 2).of(values));
    int last = steps.isEmpty() ? 0 : steps.getLast();
    int recent = new Recent(alpha / 2).count(Arrays.copyOfRange(values, last, values.length));
    if (recent > 0) {
      steps.add(values.length - recent);
    }
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int from = i == 0 ? 0 : steps.get(i - 1);
      int to = i + 1 == steps.size() ? values.length : steps.get(i + 1);
      double[] before = Arrays.copyOfRange(values, from, steps.get(i));
      double[] after = Arrays.copyOfRange(values, steps.get(i), to);
      boolean higher = series.unit().higherIsBetter();
      shifts.add(
          new Shift(
              series,
              steps.get(i),
              LogRatio.of(higher ? after : before, higher ? before : after),
              recent > 0 && i + 1 == steps.size()));
    }
    return shifts;
  }

  /** The last point of the old level. */
  public Series.Point before() {
    return series.points().get(index - 1);
  }

  /** The first point of the new level. */
  public Series.Point after() {
    return series.points().get(index);
  }
}
