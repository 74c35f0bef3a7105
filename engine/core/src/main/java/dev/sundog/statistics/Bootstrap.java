// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.util.Arrays;

/**
 * The bootstrap over items: resamples of n items out of n with replacement, given as sums of every
 * column in every resample. All columns share each resample's draws, so that a ratio's numerator
 * and denominator, or two systems, stay paired. The same seed produces the same bits for any number
 * of threads.
 *
 * <p>Which block of {@value #BLOCK} items a draw falls into is drawn first, the item within it when
 * the block is in the cache: together that is an exact multinomial draw at the speed of the cache.
 * Besides the columns and the result it takes {@code items / 2} bytes a thread.
 *
 * <p>Efron, B. and Tibshirani, R. J., "An Introduction to the Bootstrap", 1993.
 *
 * @param resamples number of resamples
 * @param confidence share of the resamples inside an interval, such as 0.95
 * @param seed seed of the draws
 * @param threads threads to use; results do not depend on it
 */
public record Bootstrap(int resamples, double confidence, long seed, int threads) {
  static final int BLOCK = 512;
  private static final int RESAMPLES_PER_TASK = 64;

  /** Draws that one thread makes in less time than it takes to start others. */
  private static final long DRAWS_FOR_ONE_THREAD = 100_000;

  /** Checks the ranges. */
  public Bootstrap {
    if (resamples < 1 || threads < 1 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          resamples + " resamples, " + threads + " threads, confidence " + confidence);
    }
  }

  /** 1,000 resamples, 95 %, a fixed seed, all processors. */
  public static Bootstrap standard() {
    return new Bootstrap(1000, 0.95, 42, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The sum of every column in every resample.
   *
   * @param columns one finite value per item each; an item that does not count holds 0
   * @return by column, then by resample
   * @throws IllegalArgumentException if the columns differ in length
   */
  public double[][] sums(double[]... columns) {
    int items = columns.length == 0 ? 0 : columns[0].length;
    for (double[] column : columns) {
      if (column.length != items) {
        throw new IllegalArgumentException(items + " items, and " + column.length);
      }
    }
    double[][] sums = new double[columns.length][resamples];
    if (items > 0) {
      int tasks = (resamples + RESAMPLES_PER_TASK - 1) / RESAMPLES_PER_TASK;
      Parallel.run(
          tasks,
          (long) items * resamples <= DRAWS_FOR_ONE_THREAD ? 1 : threads,
          task -> {
            int first = task * RESAMPLES_PER_TASK;
            int end = Math.min(resamples, first + RESAMPLES_PER_TASK);
            new BootstrapTask(columns, items, seed, first, end).run(sums);
          });
    }
    return sums;
  }

  /**
   * The interval from the lowest to the highest end of the percentile interval, the bias-corrected
   * one (Efron's BC: percentiles moved by twice the normal quantile of the share of resamples below
   * the observed value) and the observed value itself.
   *
   * @param statistics values in the resamples; NaN are left out
   * @param observed the statistic of the sample
   */
  public Interval holding(double[] statistics, double observed) {
    double[] defined = Arrays.stream(statistics).filter(value -> !Double.isNaN(value)).toArray();
    if (defined.length == 0 || Double.isNaN(observed)) {
      return Interval.UNDEFINED;
    }
    Interval plain = percentile(defined);
    double below = 0;
    for (double value : defined) {
      below += value < observed ? 1 : value == observed ? 0.5 : 0;
    }
    double share = Math.clamp(below, 0.5, defined.length - 0.5) / defined.length;
    double shift = 2 * Normal.quantile(share);
    double reach = Normal.quantile((1 + confidence) / 2);
    double[] ends = Quantiles.of(defined, Normal.below(shift - reach), Normal.below(shift + reach));
    return new Interval(
        Math.min(Math.min(plain.low(), ends[0]), observed),
        Math.max(Math.max(plain.high(), ends[1]), observed));
  }

  /**
   * The percentile interval of a statistic's values in the resamples. Values that are NaN
   * (resamples in which the statistic is undefined) are left out.
   */
  public Interval percentile(double[] statistics) {
    double[] defined = new double[statistics.length];
    int count = 0;
    for (double value : statistics) {
      defined[count] = value;
      count += Double.isNaN(value) ? 0 : 1;
    }
    double tail = (1 - confidence) / 2;
    return new Interval(
        Quantiles.select(defined, count, tail), Quantiles.select(defined, count, 1 - tail));
  }
}
