// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InducedMetricTest {
  @Test
  void thresholdIsStrictAndNanIsNoSuccess() {
    var errors = new InducedMetric.Threshold(0.3, 0.1, Double.NaN, 0.2, 0.2);
    assertThat(errors.items()).isEqualTo(5);
    assertThat(errors.successes(0.2)).isEqualTo(1);
    assertThat(errors.successes(Math.nextUp(0.2))).isEqualTo(3);
    assertThat(errors.share(1)).isEqualTo(0.8);
    assertThat(errors.share(0)).isZero();
    assertThat(errors.quantile(0.5)).isEqualTo(0.2);
    assertThat(new InducedMetric.Threshold().share(1)).isNaN();
  }

  /** The estimate's mean over all samples of 6 from a population is the truth. */
  @Test
  void allOfKIsUnbiased() {
    double p = 0.7;
    double mean = 0;
    for (int correct = 0; correct <= 6; correct++) {
      double probability =
          binomial(6, correct) * Math.pow(p, correct) * Math.pow(1 - p, 6 - correct);
      mean += probability * InducedMetric.allOfK(correct, 6, 3)[2];
    }
    assertThat(mean).isCloseTo(p * p * p, within(1e-12));
  }

  @Test
  void allOfKFromOneToBeyondN() {
    assertThat(InducedMetric.allOfK(3, 4, 5)).containsExactly(0.75, 0.5, 0.25, 0, Double.NaN);
    assertThat(InducedMetric.allOfK(1_000_000, 1_000_000, 100)[99]).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> InducedMetric.allOfK(5, 4, 1));
  }

  @Test
  void subsetAccuracyWantsEveryLabel() {
    boolean[][] right = {{true, true, false}, {true, false, true}, {true, true, true}};
    assertThat(InducedMetric.subsetHits(right, 1)).isEqualTo(3);
    assertThat(InducedMetric.subsetHits(right, 2)).isEqualTo(2);
    assertThat(InducedMetric.subsetHits(right, 3)).isEqualTo(1);
  }

  private static double binomial(int n, int k) {
    return k == 0 ? 1 : binomial(n, k - 1) * (n - k + 1) / k;
  }
}
