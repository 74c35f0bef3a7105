package dev.sundog.emergence;

import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Normal;
import java.util.SplittableRandom;

/**
 * The chances that decide what each resample draws, the same for all curves. Of every point they
 * are a Latin hypercube: 0 to 1 is cut into as many strata as there are resamples, each resample
 * gets one of them, in an order of the point's own, and a chance from within it. A resample by
 * itself is what independent chances would make it; all together they vary less, and a point's
 * draws come sorted. Immutable, hence shared by threads.
 *
 * <p>McKay, M. D., Beckman, R. J. and Conover, W. J., "A comparison of three methods for selecting
 * values of input variables in the analysis of output from a computer code", 1979.
 */
final class Strata {
  /** The smallest chance of a normal value, of eight deviations. */
  private static final double FARTHEST = 0x1p-50;

  private final double[] within;
  private final double[] normals;
  private final int[][] orders;

  /** Chances for curves of up to {@code points} points. */
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

  /** How many points curves may have. */
  int points() {
    return orders.length;
  }

  /** How many strata and resamples there are. */
  int count() {
    return within.length;
  }

  /** The standard normal value of a stratum's chance, -8 to 8; rises with the stratum. */
  double normal(int stratum) {
    return normals[stratum];
  }

  /** How many of the strata's chances are below a probability. */
  int below(double probability) {
    double position = probability * within.length;
    int stratum = (int) position;
    return stratum >= within.length
        ? within.length
        : stratum + (within[stratum] < position - stratum ? 1 : 0);
  }

  /** Deals a point's values out: the value of each stratum goes to the resample that has it. */
  void deal(int point, double[] byStratum, double[] values) {
    int[] order = orders[point];
    for (int i = 0; i < order.length; i++) {
      values[i] = byStratum[order[i]];
    }
  }
}
