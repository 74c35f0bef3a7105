// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerLawFitTest {
  private static final long SEED = Long.getLong("sundog.seed", 7);

  @Test
  void exactExpectationsGiveTheLawBack() {
    PowerLawFit fit =
        TokenProbability.of(Paper.editDistance(5)).flatMap(PowerLawFit::of).orElseThrow();
    assertThat(fit.alpha()).isCloseTo(-0.5, within(1e-9));
    assertThat(fit.c()).isCloseTo(1e10, within(10.0));
    assertThat(fit.determination()).isCloseTo(1, within(1e-9));
    assertThat(fit.accuracy(6.7e9, 5)).isCloseTo(Paper.LAW.accuracy(6.7e9, 5), within(1e-9));
  }

  @Test
  void sampledPointsGiveTheLawWithinThreeErrors() {
    ScalingCurve smooth = Paper.simulated(5, 20_000, new SplittableRandom(SEED)).get(1);
    PowerLawFit fit = PowerLawFit.of(smooth).orElseThrow();
    assertThat(fit.alphaError()).isBetween(1e-4, 0.02);
    assertThat(fit.alpha()).as("seed %d", SEED).isCloseTo(-0.5, within(3 * fit.alphaError()));
    double p = Paper.LAW.tokenProbability(1.3e9);
    assertThat(fit.tokenProbability(1.3e9))
        .isCloseTo(p, within(3 * fit.tokenProbabilityError(1.3e9)));
  }

  @Test
  void pointsOffTheLawAreLeftOutAndCounted() {
    List<ScalingPoint> points = new ArrayList<>(Paper.accuracy(1).points());
    points.add(ScalingPoint.of(1e6, 0));
    points.add(ScalingPoint.of(1e15, 1));
    PowerLawFit fit =
        PowerLawFit.of(ScalingCurve.of(CurveKey.of("t", "token_accuracy", ""), points))
            .orElseThrow();
    assertThat(fit.points()).isEqualTo(4);
    assertThat(fit.leftOut()).isEqualTo(2);
    assertThat(fit.alpha()).isCloseTo(-0.5, within(1e-9));
  }

  @Test
  void onePointHasNoLaw() {
    ScalingCurve one =
        ScalingCurve.of(CurveKey.of("t", "token_accuracy", ""), List.of(ScalingPoint.of(1, 0.5)));
    assertThat(PowerLawFit.of(one)).isEmpty();
  }
}
