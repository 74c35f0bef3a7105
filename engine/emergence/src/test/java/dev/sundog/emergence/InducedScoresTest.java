// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InducedScoresTest {
  private static final long SEED = Long.getLong("sundog.seed", 7);

  /** One merge of sorted errors finds what counting afresh at every threshold finds. */
  @Test
  void everyThresholdIsWhatCountingAfreshGives() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] errors = new double[6][];
    for (int scale = 0; scale < errors.length; scale++) {
      double mean = 6 - scale;
      errors[scale] = random.doubles(40).map(error -> Math.rint(10 * (mean + 3 * error))).toArray();
    }
    errors[2][5] = Double.NaN;
    InducedScores scores = InducedScores.everyThreshold(errors);
    double[] thresholds =
        Stream.of(errors)
            .flatMapToDouble(Arrays::stream)
            .filter(error -> !Double.isNaN(error))
            .sorted()
            .distinct()
            .skip(1)
            .toArray();
    assertThat(scores.at()).as("seed %d", SEED).isEqualTo(thresholds);
    for (int i = 0; i < thresholds.length; i++) {
      double c = thresholds[i];
      double[] shares =
          Stream.of(errors).mapToDouble(own -> new InducedMetric.Threshold(own).share(c)).toArray();
      assertThat(scores.scores()[i]).as("c = %s", c).isEqualTo(EmergenceScore.score(shares));
    }
  }

  @Test
  void everyKIsTheUnbiasedEstimate() {
    long[] correct = {3, 9, 14, 19};
    long[] items = {20, 20, 20, 20};
    InducedScores scores = InducedScores.everyK(correct, items);
    assertThat(scores.at()).hasSize(19).startsWith(1, 2, 3);
    for (int k = 1; k <= 19; k++) {
      double[] shares = new double[4];
      for (int scale = 0; scale < 4; scale++) {
        shares[scale] = InducedMetric.allOfK(correct[scale], 20, k)[k - 1];
      }
      assertThat(scores.scores()[k - 1]).as("K = %d", k).isEqualTo(EmergenceScore.score(shares));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InducedScores.everyK(new long[] {3}, new long[] {2}));
  }

  @Test
  void flatCurvesAreLeftOutAndInfiniteScoresCount() {
    InducedScores alike = InducedScores.everyThreshold(new double[] {1, 2}, new double[] {1, 2});
    assertThat(alike.at()).isEmpty();
    assertThat(alike.firstAtLeast(1)).isNaN();
    InducedScores jump = InducedScores.everyK(new long[] {0, 0, 0, 2}, new long[] {4, 4, 4, 4});
    assertThat(jump.scores()).containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertThat(jump.atLeast(1e9)).isEqualTo(2);
    assertThat(jump.firstAtLeast(5)).isEqualTo(1);
    assertThat(jump.lastAtLeast(5)).isEqualTo(2);
  }
}
