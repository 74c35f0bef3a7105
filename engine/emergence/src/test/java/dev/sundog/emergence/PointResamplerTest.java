package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointResamplerTest {
  private static final long SEED = Long.getLong("sundog.seed", 11);
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @CsvSource({"1,100", "50,100", "99,100", "3,7", "49,100000", "5000,100000", "1,2"})
  void sharesHaveTheMeanAndVarianceOfTheBinomial(long hits, long items) {
    double p = (double) hits / items;
    PointResampler point = PointResampler.of(ScalingPoint.share(1, p, items));
    SplittableRandom random = new SplittableRandom(SEED);
    double sum = 0;
    double squares = 0;
    for (double drawn : draws(point, random, DRAWS)) {
      assertThat(drawn * items).isCloseTo(Math.rint(drawn * items), within(1e-6));
      sum += drawn - p;
      squares += (drawn - p) * (drawn - p);
    }
    double variance = p * (1 - p) / items;
    assertThat(sum / DRAWS)
        .as("mean, seed %d", SEED)
        .isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
    assertThat(squares / DRAWS)
        .as("variance, seed %d", SEED)
        .isCloseTo(variance, within(0.03 * variance));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,1000", "1,1", "1,1000"})
  void certainOutcomesStayAsTheyAre(double value, long items) {
    PointResampler point = PointResampler.of(ScalingPoint.share(1, value, items));
    SplittableRandom random = new SplittableRandom(SEED);
    assertThat(draws(point, random, 100)).containsOnly(value);
  }

  @Test
  void noHitOccursAsOftenAsTheBinomialSays() {
    PointResampler point = PointResampler.of(ScalingPoint.share(1, 0.02, 100));
    SplittableRandom random = new SplittableRandom(SEED);
    int none = 0;
    for (double drawn : draws(point, random, DRAWS)) {
      none += drawn == 0 ? 1 : 0;
    }
    assertThat((double) none / DRAWS).isCloseTo(Math.pow(0.98, 100), within(0.004));
  }

  private static double[] draws(PointResampler point, SplittableRandom random, int draws) {
    double[] values = new double[draws];
    point.draw(random, values);
    return values;
  }
}
