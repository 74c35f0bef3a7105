// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Normal;
import java.util.SplittableRandom;

/**
 * The random numbers of the resamples, the same for all curves: a Latin hypercube. For each point
 * the interval 0 to 1 is divided into one stratum per resample; every resample gets a random number
 * from one stratum, in an order specific to the point. Each resample is distributed like
 * independent draws; together they have less variance, and the draws of a point are sorted.
 * Immutable and thread-safe.
 *
 * <p>McKay, M. D., Beckman, R. J. and Conover, W. J., "A comparison of three methods for selecting
 * values of input variables in the analysis of output from a computer code", 1979.
 */
final class Strata {
  /** The smallest probability of a normal value, about eight standard deviations. */
  private static final double FARTHEST = 0x1p-50;

  private final double[] within;
  private final double[] normals;
  private final int[][] orders;

  /** Random numbers for curves of up to {@code points} points. */
  Strata(Bootstrap bootstrap, int points) {
    SplittableRandom random = new SplittableRandom(bootstrap.seed());
    int strata = bootstrap.resamples();
    within = new double[strata];
    normals = new double[strata];
    for (int stratum = 0; stratum < strata; stratum++) {
      within[stratum] = random.nextDouble();
      double chance = (stratum + within[stratum]) / strata;
      normals[stratum] = Normal.quantile(Math.clamp(chance, FARTHEST, 1 - FARTHEST));
    }
    orders = new int[points][];
    for (int point = 0; point < points; point++) {
      orders[point] = shuffled(strata, random);
    }
  }

  private static int[] shuffled(int strata, SplittableRandom random) {
    int[] order = new int[strata];
    for (int last = 0; last < strata; last++) {
      int other = random.nextInt(last + 1);
      order[last] = order[other];
      order[other] = last;
    }
    return order;
  }

  /** Largest number of points of a curve. */
  int points() {
    return orders.length;
  }

  /** Number of strata and of resamples. */
  int count() {
    return within.length;
  }

  /** The standard normal value of a stratum, -8 to 8, increasing with the stratum. */
  double normal(int stratum) {
    return normals[stratum];
  }

  /** Number of strata whose random number is below a probability. */
  int below(double probability) {
    double position = probability * within.length;
    int stratum = (int) position;
    return stratum >= within.length
        ? within.length
        : stratum + (within[stratum] < position - stratum ? 1 : 0);
  }

  /** Moves the value of each stratum to its resample. */
  void deal(int point, double[] byStratum, double[] values) {
    int[] order = orders[point];
    for (int i = 0; i < order.length; i++) {
      values[i] = byStratum[order[i]];
    }
  }
}
