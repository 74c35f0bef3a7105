// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are scipy's (1.16.3), where no other source is named. */
class StatisticsTest {
  @ParameterizedTest
  @CsvSource({
    "2.5, 3.7, 0.07182202291182675",
    "0.3, 12, 0.7693104740882523",
    "10, 2, 0.009852457023325692",
    "1e-3, 1, 0.9993633804398389"
  })
  void studentsProbabilities(double t, double freedom, double p) {
    assertThat(new StudentT(freedom).twoSided(t)).isCloseTo(p, within(1e-13));
    assertThat(new StudentT(freedom).twoSided(-t)).isCloseTo(p, within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, 4, 2.7764451051977996",
    "0.4, 7.5, 0.8922093469395878",
    "0.001, 2, 31.59905457703977"
  })
  void studentsCriticalValues(double p, double freedom, double t) {
    assertThat(new StudentT(freedom).critical(p)).isCloseTo(t, within(1e-9));
  }

  @Test
  void mannWhitneyIsExactForFewValues() {
    double[] low = {10.1, 10.4, 9.8, 10.0, 10.3};
    double[] high = {11.0, 10.9, 11.4, 10.35, 11.2, 10.8};
    assertThat(MannWhitney.pValue(low, high)).isCloseTo(0.008658008658008658, within(1e-15));
    assertThat(MannWhitney.pValue(high, low)).isCloseTo(0.008658008658008658, within(1e-15));
  }

  /** The expected value is a count of all 126 choices of four of the nine mid-ranks. */
  @Test
  void mannWhitneyIsExactWithTies() {
    assertThat(MannWhitney.pValue(new double[] {1, 2, 2, 3}, new double[] {2, 3, 4, 4, 5}))
        .isCloseTo(0.0873015873015873, within(1e-15));
    assertThat(MannWhitney.pValue(new double[] {1, 1}, new double[] {1, 1, 1})).isEqualTo(1);
    assertThat(MannWhitney.pValue(new double[0], new double[] {1})).isNaN();
  }

  @Test
  void mannWhitneyIsApproximateForManyValues() {
    double[] first = new double[40];
    double[] second = new double[40];
    Arrays.setAll(first, i -> i);
    Arrays.setAll(second, i -> i * 1.1 + 2);
    assertThat(MannWhitney.pValue(first, second)).isCloseTo(0.17030045399797333, within(1e-9));
  }

  /** Six values: from the least to the greatest, with 1 − 2 · 2⁻⁶ = 96.9 %. */
  @Test
  void mediansHaveExactIntervals() {
    MedianInterval six = MedianInterval.of(new double[] {6, 1, 5, 2, 4, 3}, 0.95);
    assertThat(six).isEqualTo(new MedianInterval(3.5, new Interval(1, 6)));
    MedianInterval nine = MedianInterval.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 0.95);
    assertThat(nine.interval()).isEqualTo(new Interval(2, 8));
    assertThat(MedianInterval.of(new double[] {1, 2, 3, 4, 5}, 0.95).interval())
        .isEqualTo(Interval.UNDEFINED);
    assertThat(MedianInterval.of(new double[0], 0.95).median()).isNaN();
  }

  @Test
  void aRatioHasTheErrorOfBothMeans() {
    LogRatio ratio = LogRatio.of(new double[] {9, 10, 11}, new double[] {19, 20, 21});
    assertThat(ratio.ratio()).isCloseTo(0.5, within(1e-15));
    assertThat(ratio.error()).isCloseTo(Math.sqrt(1 / 3.0 / 100 + 1 / 3.0 / 400), within(1e-15));
    assertThat(ratio.freedom()).isBetween(2.0, 4.0);
    assertThat(ratio.pValue()).isLessThan(0.001);
    assertThat(ratio.interval(0.95).contains(0.5)).isTrue();
    assertThat(ratio.smallestLoss(0.95)).isBetween(0.15, 0.30);
  }

  @Test
  void aRatioOfZeroOrOfOneValueIsUndefined() {
    assertThat(LogRatio.of(new double[] {0, 0}, new double[] {1, 2})).isEqualTo(LogRatio.UNDEFINED);
    assertThat(LogRatio.of(new double[] {1}, new double[] {1, 2})).isEqualTo(LogRatio.UNDEFINED);
    assertThat(LogRatio.UNDEFINED.pValue()).isNaN();
    assertThat(LogRatio.UNDEFINED.smallestLoss(0.95)).isNaN();
    assertThat(LogRatio.bootstrap(new double[] {1}, new double[] {1, 2}, 0.95, 100, 1))
        .isEqualTo(Interval.UNDEFINED);
  }

  @Test
  void theBootstrapIsNearStudentsIntervalForManyValues() {
    double[] above = new double[50];
    double[] below = new double[50];
    Arrays.setAll(above, i -> 100 + i % 7);
    Arrays.setAll(below, i -> 90 + i % 5);
    Interval student = LogRatio.of(above, below).interval(0.95);
    Interval resampled = LogRatio.bootstrap(above, below, 0.95, 20_000, 1);
    assertThat(resampled.low()).isCloseTo(student.low(), within(5e-4));
    assertThat(resampled.high()).isCloseTo(student.high(), within(5e-4));
    assertThat(LogRatio.bootstrap(above, below, 0.95, 20_000, 1)).isEqualTo(resampled);
  }

  @Test
  void geometricMeansLeaveUndefinedRatiosOut() {
    LogRatio half = new LogRatio(Math.log(0.5), 0.01, 10);
    LogRatio twice = new LogRatio(Math.log(2), 0.01, 10);
    GeometricMean mean = GeometricMean.of(List.of(half, twice, LogRatio.UNDEFINED), 0.95);
    assertThat(mean.ratio()).isCloseTo(1, within(1e-15));
    assertThat(mean.count()).isEqualTo(2);
    // Twenty degrees of freedom: t = 2.086.
    assertThat(mean.interval().high())
        .isCloseTo(Math.exp(2.085963 * 0.01 / Math.sqrt(2)), within(1e-6));
    assertThat(GeometricMean.of(List.of(), 0.95).ratio()).isNaN();
  }
}
