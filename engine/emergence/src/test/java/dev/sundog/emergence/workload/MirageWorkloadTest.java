// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MirageWorkloadTest {
  private static final int ITEMS = 400_000;

  @Test
  void tokenProbabilitiesFollowTheLaw() {
    // Computed with Python: math.exp(-(n / 1e10) ** -0.5).
    assertThat(MirageWorkload.tokenProbability(350e6)).isCloseTo(0.00477088, within(1e-7));
    assertThat(MirageWorkload.tokenProbability(1.3e9)).isCloseTo(0.06244301, within(1e-7));
    assertThat(MirageWorkload.tokenProbability(6.7e9)).isCloseTo(0.29473034, within(1e-7));
    assertThat(MirageWorkload.tokenProbability(175e9)).isCloseTo(0.78737888, within(1e-7));
  }

  @Test
  void everyCellHasAsManyItemsAndItsOwnExactMatchShare() {
    MirageWorkload workload = new MirageWorkload(1);
    int[][] items = new int[4][6];
    int[][] exact = new int[4][6];
    int[] prediction = new int[5];
    int[] reference = new int[5];
    for (int item = 0; item < ITEMS; item++) {
      workload.fill(item, prediction, reference);
      int length = MirageWorkload.targetLengthOf(item);
      int size = MirageWorkload.sizeOf(item);
      items[size][length]++;
      exact[size][length] += equal(prediction, reference, length) ? 1 : 0;
    }
    for (int size = 0; size < 4; size++) {
      for (int length = 1; length <= 5; length++) {
        int n = items[size][length];
        assertThat(n).isEqualTo(ITEMS / 20);
        double p = MirageWorkload.tokenProbability(MirageWorkload.SIZES.get(size));
        double expected = n * Math.pow(p, length);
        assertThat((double) exact[size][length])
            .isCloseTo(expected, within(5 * Math.sqrt(expected) + 1));
      }
    }
  }

  @Test
  void itemsDependOnSeedAndIndexAlone() {
    MirageWorkload forwards = new MirageWorkload(3);
    MirageWorkload backwards = new MirageWorkload(3);
    int[][] first = new int[2][5];
    int[][] second = new int[2][5];
    forwards.fill(4, first[0], first[1]);
    backwards.fill(999, second[0], second[1]);
    backwards.fill(4, second[0], second[1]);
    assertThat(second).isDeepEqualTo(first);
    new MirageWorkload(4).fill(4, second[0], second[1]);
    assertThat(second[1]).isNotEqualTo(first[1]);
  }

  private static boolean equal(int[] prediction, int[] reference, int length) {
    return Arrays.equals(prediction, 0, length, reference, 0, length);
  }
}
