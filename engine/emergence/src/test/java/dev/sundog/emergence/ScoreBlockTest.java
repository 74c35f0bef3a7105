// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreBlockTest {
  private static final long SEED = 11;

  /** Few different values: ties, flat curves and steps of 0 are among them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8, 9, 20})
  void everyScoreIsThatOfItsCurveAloneToTheBit(int points) {
    SplittableRandom random = new SplittableRandom(SEED);
    ScoreBlock block = new ScoreBlock(points);
    for (int levels : new int[] {1, 2, 3, 1000}) {
      for (int i = 0; i < points; i++) {
        for (int curve = 0; curve < ScoreBlock.CURVES; curve++) {
          block.values(i)[curve] = random.nextInt(levels) / 7.0 - 0.3;
        }
      }
      block.score();
      for (int curve = 0; curve < ScoreBlock.CURVES; curve++) {
        double[] alone = new double[points];
        for (int i = 0; i < points; i++) {
          alone[i] = block.values(i)[curve];
        }
        assertThat(block.scores()[curve])
            .as("%d points, %d levels, seed %d", points, levels, SEED)
            .isEqualTo(Double.valueOf(EmergenceScore.score(alone)));
      }
    }
  }
}
