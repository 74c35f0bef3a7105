// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResolutionPlanTest {
  @Test
  void itemsForOneHitAreThreeOverTheShare() {
    assertThat(plan(0.3, 5, 0.5).itemsForOneHit()).isEqualTo(1_235);
    assertThat(plan(0.1, 5, 0.5).itemsForOneHit()).isEqualTo(300_000);
  }

  @Test
  void oneHitIsThenSeenNineteenTimesInTwenty() {
    SplittableRandom random = new SplittableRandom(3);
    int seen = 0;
    for (int round = 0; round < 2_000; round++) {
      boolean hit = false;
      for (int item = 0; item < 1_235 && !hit; item++) {
        hit = random.nextDouble() < 0.00243;
      }
      seen += hit ? 1 : 0;
    }
    assertThat(seen / 2_000.0).isCloseTo(0.95, within(0.02));
  }

  /** Fleiss, Levin and Paik's formula for 0.6 against 0.7 at 5 % and 80 %: 356 a group. */
  @Test
  void itemsToTellTwoSizesApart() {
    assertThat(plan(0.6, 1, 0.7).itemsApart()).isEqualTo(356);
    assertThat(plan(0.6, 1, 0.7).itemsApartSmooth()).isEqualTo(356);
    ResolutionPlan long5 = plan(0.3, 5, 0.4);
    assertThat(long5.itemsApartSmooth()).isLessThan(long5.itemsApart() / 10);
    assertThat(plan(0.3, 5, 0.3).itemsApart()).isEqualTo(ResolutionPlan.NEVER);
  }

  @Test
  void chanceOfZeroNeedsOneHit() {
    ResolutionPlan plan = plan(0.3, 5, 0.5);
    assertThat(plan.itemsAboveChance()).isEqualTo(plan.itemsForOneHit());
    assertThat(ResolutionPlan.of(0.5, 1, 0.25, 0.6, 0.05, 0.8).itemsAboveChance())
        .isBetween(25L, 30L);
  }

  @Test
  void outOfRangeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> plan(0, 5, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> plan(0.5, 0, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> plan(0.5, 5, 1.5));
  }

  private static ResolutionPlan plan(double p, int length, double otherP) {
    return ResolutionPlan.of(p, length, 0, otherP, 0.05, 0.8);
  }
}
