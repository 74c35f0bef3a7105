// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.emergence.EmergenceScore.Status;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmergenceScoreTest {
  private static final long SEED = Long.getLong("sundog.seed", 20230428);

  @Test
  void paperOracle() {
    assertThat(accuracyScore(1)).isCloseTo(3.37, within(0.005));
    assertThat(accuracyScore(3)).isCloseTo(19.25, within(0.005));
    assertThat(accuracyScore(5)).isCloseTo(136, within(0.5));
    for (int length = 1; length <= 5; length++) {
      assertThat(EmergenceScore.of(Paper.editDistance(length)).value())
          .as("edit distance, %d tokens", length)
          .isCloseTo(3.37, within(0.005));
    }
  }

  private static double accuracyScore(int length) {
    return EmergenceScore.of(Paper.accuracy(length)).value();
  }

  @Test
  void straightLineOfNPointsScoresNLessOne() {
    for (int n = 3; n < 40; n++) {
      double[] line = new double[n];
      Arrays.setAll(line, i -> 2 + 0.25 * i);
      assertThat(EmergenceScore.of(line)).isEqualTo(new EmergenceScore(n - 1, Status.OK, n));
    }
  }

  @Test
  void invariantUnderRisingAffineMapsAndOddUnderNegation() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(3 + round % 9).toArray();
      double score = EmergenceScore.of(values).value();
      double[] mapped = Arrays.stream(values).map(y -> 1e-200 * y).toArray();
      double[] shifted = Arrays.stream(values).map(y -> 3 * y - 7).toArray();
      double[] negated = Arrays.stream(values).map(y -> -y).toArray();
      assertThat(EmergenceScore.of(mapped).value())
          .as("seed %d", SEED)
          .isCloseTo(score, within(1e-12 * Math.abs(score)));
      assertThat(EmergenceScore.of(shifted).value())
          .as("seed %d", SEED)
          .isCloseTo(score, within(1e-9 * Math.abs(score)));
      assertThat(EmergenceScore.of(negated).value()).isEqualTo(-score);
    }
  }

  @Test
  void evenNumberOfStepsAveragesTheMiddleTwoSquares() {
    assertThat(EmergenceScore.of(0, 1, 4, 4.5, 12).value())
        .isCloseTo(12 / Math.sqrt((1 + 9) / 2.0), within(1e-14));
    assertThat(EmergenceScore.of(0, 3, 7).value()).isCloseTo(7 / Math.sqrt(12.5), within(1e-14));
  }

  @Test
  void medianStepOfZeroIsInfinite() {
    assertThat(EmergenceScore.of(0, 0, 0, 1))
        .isEqualTo(new EmergenceScore(Double.POSITIVE_INFINITY, Status.INFINITE, 4));
    assertThat(EmergenceScore.of(1, 0, 0, 0).value()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void flatCurveIsUndefined() {
    EmergenceScore score = EmergenceScore.of(0.5, 0.5, 0.5);
    assertThat(score.status()).isEqualTo(Status.FLAT);
    assertThat(score.value()).isNaN();
  }

  @Test
  void fewerThanThreePointsAreTooFew() {
    assertThat(EmergenceScore.of(0, 5)).isEqualTo(new EmergenceScore(1, Status.TOO_FEW, 2));
    assertThat(EmergenceScore.of(5, 0)).isEqualTo(new EmergenceScore(-1, Status.TOO_FEW, 2));
    assertThat(EmergenceScore.of(5).status()).isEqualTo(Status.TOO_FEW);
    assertThat(EmergenceScore.of().status()).isEqualTo(Status.TOO_FEW);
  }

  @Test
  void firstIndexDecidesOnTies() {
    assertThat(EmergenceScore.of(0, 1, 0, 1).value()).isEqualTo(1);
    assertThat(EmergenceScore.of(1, 0, 1, 0).value()).isEqualTo(-1);
  }

  @Test
  void lowerIsBetterIsNegatedFirst() {
    List<ScalingPoint> points =
        List.of(ScalingPoint.of(1, 4), ScalingPoint.of(2, 3), ScalingPoint.of(3, 0));
    CurveKey key = CurveKey.of("task", "distance", "");
    assertThat(EmergenceScore.of(new ScalingCurve(key, true, points)).value())
        .isEqualTo(-EmergenceScore.of(new ScalingCurve(key, false, points)).value())
        .isPositive();
  }

  @Test
  void pointsAreSortedAndChecked() {
    CurveKey key = CurveKey.of("task", "acc", "");
    ScalingCurve curve =
        ScalingCurve.of(key, List.of(ScalingPoint.of(9, 2), ScalingPoint.of(1, 1)));
    assertThat(curve.values()).containsExactly(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ScalingCurve.of(key, List.of(ScalingPoint.of(9, 2), ScalingPoint.of(9, 1))))
        .withMessageContaining("two values at scale 9.0");
    assertThatIllegalArgumentException().isThrownBy(() -> ScalingPoint.of(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ScalingPoint.of(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> ScalingPoint.share(1, 1.5, 10));
  }
}
