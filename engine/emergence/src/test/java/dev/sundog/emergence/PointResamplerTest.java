// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.statistics.Bootstrap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointResamplerTest {
  private static final long SEED = Long.getLong("sundog.seed", 11);
  private static final int DRAWS = 200_000;
  private static final Strata STRATA = new Strata(new Bootstrap(DRAWS, 0.95, SEED, 1), 2);

  @ParameterizedTest
  @CsvSource({"1,100", "50,100", "99,100", "3,7", "49,100000", "5000,100000", "1,2"})
  void sharesHaveTheMeanAndVarianceOfTheBinomial(long hits, long items) {
    double p = (double) hits / items;
    double sum = 0;
    double squares = 0;
    for (double drawn : draws(ScalingPoint.share(1, p, items))) {
      assertThat(drawn * items).isCloseTo(Math.rint(drawn * items), within(1e-6));
      sum += drawn - p;
      squares += (drawn - p) * (drawn - p);
    }
    double variance = p * (1 - p) / items;
    assertThat(sum / DRAWS)
        .as("mean, seed %d", SEED)
        .isCloseTo(0, within(1e-4 * Math.sqrt(variance)));
    assertThat(squares / DRAWS)
        .as("variance, seed %d", SEED)
        .isCloseTo(variance, within(1e-3 * variance));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,1000", "1,1", "1,1000"})
  void certainOutcomesStayAsTheyAre(double value, long items) {
    assertThat(draws(ScalingPoint.share(1, value, items))).containsOnly(value);
  }

  /** Probabilities of 0 to 4 hits in 4 items of 0.3 each, by hand. */
  @Test
  void everyNumberOfHitsOccursAsOftenAsTheBinomialSays() {
    double[] drawn = draws(ScalingPoint.share(1, 0.3, 4));
    assertThat(drawn).isSorted();
    double[] probabilities = {0.2401, 0.4116, 0.2646, 0.0756, 0.0081};
    for (int hits = 0; hits <= 4; hits++) {
      double share = hits / 4.0;
      assertThat(Arrays.stream(drawn).filter(value -> value == share).count())
          .as("%d hits, seed %d", hits, SEED)
          .isCloseTo(Math.round(DRAWS * probabilities[hits]), within(2L));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5,400", "0.1,1000", "0.9,1000", "0.001,100000", "0.00009,1000000"})
  void manyHitsAreThoseOfTheExactDistribution(double p, long items) {
    double[] exact = new double[DRAWS];
    new PointResampler.FewHits(p, items).draw(STRATA, exact);
    PointResampler many = PointResampler.of(ScalingPoint.share(1, p, items));
    assertThat(many).isInstanceOf(PointResampler.ManyHits.class);
    double[] drawn = new double[DRAWS];
    many.draw(STRATA, drawn);
    int off = 0;
    for (int i = 0; i < DRAWS; i++) {
      assertThat(drawn[i]).isCloseTo(exact[i], within(1.001 / (double) items));
      off += drawn[i] == exact[i] ? 0 : 1;
    }
    assertThat(off).as("seed %d", SEED).isLessThanOrEqualTo(2 * DRAWS / 10_000);
  }

  @Test
  void meansAreNormal() {
    double[] drawn = draws(ScalingPoint.mean(1, 3, 0.5, 40));
    assertThat(drawn).isSorted();
    assertThat(Arrays.stream(drawn).filter(value -> value < 3 - 0.5 * 1.959963984540054).count())
        .isCloseTo(DRAWS / 40, within(1L));
    assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(3, within(1e-4));
  }

  /** Every stratum goes to one resample; two points' are independent, as counts in a grid show. */
  @Test
  void pointsAreDealtOutIndependently() {
    double[] ranks = new double[DRAWS];
    Arrays.setAll(ranks, stratum -> stratum);
    double[] one = new double[DRAWS];
    double[] other = new double[DRAWS];
    STRATA.deal(0, ranks, one);
    STRATA.deal(1, ranks, other);
    assertThat(one).isNotEqualTo(other);
    int[] cells = new int[100];
    for (int i = 0; i < DRAWS; i++) {
      cells[10 * (int) (10 * one[i] / DRAWS) + (int) (10 * other[i] / DRAWS)]++;
    }
    double expected = DRAWS / 100.0;
    double squares =
        Arrays.stream(cells).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(ChiSquared.upperTail(squares, 81)).as("seed %d", SEED).isBetween(1e-4, 1 - 1e-4);
    Arrays.sort(one);
    assertThat(one).isEqualTo(ranks);
  }

  private static double[] draws(ScalingPoint point) {
    double[] values = new double[DRAWS];
    PointResampler.of(point).draw(STRATA, values);
    return values;
  }
}
