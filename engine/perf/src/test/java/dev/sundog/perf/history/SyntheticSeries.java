// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A generated series around 100.
 *
 * @param values values in order of time
 * @param steps indices of the first values of new levels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SyntheticSeries(double[] values, List<Integer> steps) {
  /** A kind of series. */
  enum Kind {
    NORMAL,
    LOGNORMAL,
    OUTLIERS,
    BIMODAL,
    SPREAD,
    DRIFT,
    STEP_5,
    STEP_DOWN_5,
    STEP_2,
    EARLY,
    LATE,
    LAST_3,
    TWO,
    PULSE,
    FIVE,
    STEP_WITH_OUTLIERS,
    STEP_ON_DRIFT
  }

  /** A series of 200 values with noise of 2 %. */
  static SyntheticSeries of(Kind kind, long seed) {
    Random random = new Random(seed * 31 + kind.name().hashCode());
    int n = 200;
    int at = 60 + random.nextInt(80);
    List<Integer> steps = new ArrayList<>();
    double[] level = new double[n];
    switch (kind) {
      case STEP_5, STEP_WITH_OUTLIERS, STEP_ON_DRIFT -> step(level, steps, at, 0.05);
      case STEP_DOWN_5 -> step(level, steps, at, -0.05);
      case STEP_2 -> step(level, steps, at, 0.02);
      case EARLY -> step(level, steps, 15, 0.1);
      case LATE -> step(level, steps, n - 8, 0.1);
      case LAST_3 -> step(level, steps, n - 3, 0.1);
      case TWO -> {
        step(level, steps, at, 0.05);
        step(level, steps, at + 40, 0.05);
      }
      case PULSE -> {
        step(level, steps, at, 0.08);
        step(level, steps, at + 20, -0.08);
      }
      case FIVE -> {
        for (int i = 1; i <= 5; i++) {
          step(level, steps, i * 33, random.nextBoolean() ? 0.07 : -0.07);
        }
      }
      default -> {}
    }
    for (int i = 0; i < n; i++) {
      double noise = 0.02 * random.nextGaussian();
      double drift = kind == Kind.DRIFT || kind == Kind.STEP_ON_DRIFT ? 0.05 * i / n : 0;
      noise =
          switch (kind) {
            case LOGNORMAL -> Math.exp(0.3 * random.nextGaussian()) - 1;
            case BIMODAL -> noise / 4 + (random.nextBoolean() ? 0.03 : -0.03);
            case SPREAD -> i < at ? noise / 2 : noise * 2;
            default -> noise;
          };
      boolean outlier = kind == Kind.OUTLIERS || kind == Kind.STEP_WITH_OUTLIERS;
      if (outlier && random.nextInt(30) == 0) {
        noise += 0.5;
      }
      level[i] = 100 * (1 + level[i] + drift + noise);
    }
    return new SyntheticSeries(level, steps);
  }

  private static void step(double[] level, List<Integer> steps, int at, double size) {
    steps.add(at);
    for (int i = at; i < level.length; i++) {
      level[i] += size;
    }
  }

  /** The number of steps that a found one is near: at most five values away. */
  int hits(List<Integer> found) {
    return (int) steps.stream().filter(step -> near(step, found)).count();
  }

  /** The number of found steps that are near no step. */
  int falseAlarms(List<Integer> found) {
    return (int) found.stream().filter(one -> !near(one, steps)).count();
  }

  private static boolean near(int index, List<Integer> others) {
    return others.stream().anyMatch(other -> Math.abs(other - index) <= 5);
  }
}
