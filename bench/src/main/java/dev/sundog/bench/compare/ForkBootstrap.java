// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.compare;

import dev.sundog.emergence.workload.SplitMix64;
import java.util.Arrays;
import java.util.List;

/**
 * Percentile intervals for a ratio of mean speeds, resampled in two levels: forks, because the
 * iterations of one JVM are correlated, then iterations within each fork.
 *
 * <p>Davison and Hinkley, "Bootstrap Methods and their Application" (1997), section 3.8; Kalibera
 * and Jones, "Rigorous benchmarking in reasonable time" (2013).
 *
 * @param resamples number of resamples
 * @param confidence share of the distribution within the interval, such as 0.95
 * @param seed seed of the resampling: the same data give the same interval
 */
record ForkBootstrap(int resamples, double confidence, long seed) {
  /** 10,000 resamples, 95 %. */
  public static final ForkBootstrap STANDARD = new ForkBootstrap(10_000, 0.95, 42);

  /**
   * A range for a ratio.
   *
   * @param low lower end
   * @param high upper end
   */
  public record Interval(double low, double high) {}

  /**
   * The interval of mean of numerator ÷ mean of denominator.
   *
   * @param numerator speeds by fork
   * @param denominator speeds by fork
   * @return the interval; both sides must hold an observation
   */
  public Interval ratio(List<double[]> numerator, List<double[]> denominator) {
    SplitMix64 random = new SplitMix64(seed);
    double[] ratios = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      ratios[i] = resampledMean(numerator, random) / resampledMean(denominator, random);
    }
    Arrays.sort(ratios);
    double tail = (1 - confidence) / 2;
    return new Interval(quantile(ratios, tail), quantile(ratios, 1 - tail));
  }

  private static double resampledMean(List<double[]> forks, SplitMix64 random) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < forks.size() || count == 0; i++) {
      double[] fork = forks.get(random.nextInt(forks.size()));
      for (int j = 0; j < fork.length; j++) {
        sum += fork[random.nextInt(fork.length)];
      }
      count += fork.length;
    }
    return sum / count;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
