// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 511, 512, 513, 2000})
  void everyResampleHoldsAsManyItems(int items) {
    double[] ones = new double[items];
    Arrays.fill(ones, 1);
    double[][] sums = new Bootstrap(100, 0.95, SEED, 2).sums(ones);
    assertThat(sums[0]).containsOnly(items);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 16})
  void threadsMakeNoDifference(int threads) {
    double[][] columns = gaussians(5, 1537);
    assertThat(new Bootstrap(200, 0.95, SEED, threads).sums(columns))
        .isDeepEqualTo(new Bootstrap(200, 0.95, SEED, 1).sums(columns));
  }

  @Test
  void columnsShareTheDraws() {
    double[] column = gaussians(1, 900)[0];
    double[] twice = Arrays.stream(column).map(value -> 2 * value).toArray();
    double[][] sums = new Bootstrap(50, 0.95, SEED, 2).sums(column, column, column, column, twice);
    for (int resample = 0; resample < 50; resample++) {
      assertThat(sums[4][resample]).isEqualTo(2 * sums[0][resample]);
    }
  }

  /** Each item is drawn n·(1/n) = 1 time on average, with variance 1 − 1/n. */
  @Test
  void countsAreMultinomial() {
    int items = 600;
    int resamples = 20_000;
    double[][] indicators = new double[3][items];
    indicators[0][0] = 1;
    indicators[1][511] = 1;
    indicators[2][599] = 1;
    double[][] counts = new Bootstrap(resamples, 0.95, SEED, 2).sums(indicators);
    for (double[] count : counts) {
      double mean = Arrays.stream(count).average().orElseThrow();
      double variance = Arrays.stream(count).map(c -> (c - mean) * (c - mean)).sum() / resamples;
      assertThat(mean).isCloseTo(1, within(0.035));
      assertThat(variance).isCloseTo(1, within(0.06));
    }
    double product = 0;
    for (int resample = 0; resample < resamples; resample++) {
      product += (counts[0][resample] - 1) * (counts[1][resample] - 1);
    }
    assertThat(product / resamples).isCloseTo(0, within(0.035));
  }

  @Test
  void intervalOfAMeanIsThatOfTheNormalLaw() {
    double[] column = gaussians(1, 10_000)[0];
    double mean = Arrays.stream(column).average().orElseThrow();
    double[] sums = new Bootstrap(4000, 0.95, SEED, 2).sums(column)[0];
    Interval interval =
        new Bootstrap(4000, 0.95, SEED, 2)
            .percentile(Arrays.stream(sums).map(sum -> sum / column.length).toArray());
    assertThat(interval.low()).isCloseTo(mean - 0.0196, within(0.0015));
    assertThat(interval.high()).isCloseTo(mean + 0.0196, within(0.0015));
  }

  @Test
  void permutationsDoNotDependOnThreads() {
    double[][] columns = gaussians(2, 777);
    PairedSample sample = PairedSample.ofMeans(columns[0], columns[1]);
    double one = new PairedPermutation(5000, SEED, 1).pValue(sample);
    assertThat(new PairedPermutation(5000, SEED, 3).pValue(sample)).isEqualTo(one);
    assertThat(one).isBetween(0.0, 1.0);
  }

  @Test
  void noItemsGiveNoInterval() {
    PairedSample none = PairedSample.ofMeans(new double[0], new double[0]);
    assertThat(none.difference()).isNaN();
    assertThat(none.differenceInterval(Bootstrap.standard())).isEqualTo(Interval.UNDEFINED);
    assertThat(PairedPermutation.standard().pValue(none)).isNaN();
    assertThat(new Proportion(0, 0).wilson(0.95)).isEqualTo(Interval.UNDEFINED);
  }

  private static double[][] gaussians(int columns, int items) {
    Random random = new Random(SEED);
    double[][] values = new double[columns][items];
    for (double[] column : values) {
      Arrays.setAll(column, item -> random.nextGaussian());
    }
    return values;
  }
}
