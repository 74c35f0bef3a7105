// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intervals cover, and tests reject, as often as they say: on simulated data. */
@Tag("slow")
class IntervalCoverageTest {
  private static final int SIMULATIONS = 4000;
  private static final long SEED = Long.getLong("sundog.seed", 20231211);

  /** Share of seeded simulations in which something holds. */
  private static double share(Predicate<Random> holds) {
    System.out.println("seed " + SEED + " (replay with -Dsundog.seed)");
    Random random = new Random(SEED);
    int count = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      count += holds.test(random) ? 1 : 0;
    }
    return (double) count / SIMULATIONS;
  }

  private static Proportion draw(Random random, int trials, double p) {
    return new Proportion(random.doubles(trials).filter(u -> u < p).count(), trials);
  }

  @Test
  void wilsonCovers() {
    assertThat(share(random -> draw(random, 150, 0.3).wilson(0.95).contains(0.3)))
        .isBetween(0.93, 0.97);
    assertThat(share(random -> draw(random, 400, 0.02).wilson(0.9).contains(0.02)))
        .isBetween(0.88, 0.92);
  }

  @Test
  void clopperPearsonCoversAtLeastAsOften() {
    assertThat(share(random -> draw(random, 1000, 0.3).clopperPearson(0.95).contains(0.3)))
        .isBetween(0.945, 0.97);
  }

  @Test
  void bootstrapOfADifferenceCovers() {
    assertThat(
            share(random ->
                pair(random, 200, 0.2)
                    .differenceInterval(new Bootstrap(400, 0.95, random.nextLong(), 1))
                    .contains(0.2)))
        .isBetween(0.93, 0.97);
  }

  @Test
  void permutationRejectsAsOftenAsItSays() {
    assertThat(
            share(random ->
                new PairedPermutation(400, random.nextLong(), 1).pValue(pair(random, 60, 0))
                    <= 0.05))
        .isBetween(0.035, 0.065);
  }

  @Test
  void mcNemarRejectsAsOftenAsItSays() {
    assertThat(
            share(random -> {
              long onlyBase = draw(random, 2000, 0.5).successes();
              return McNemar.exact(onlyBase, 2000 - onlyBase) <= 0.05;
            }))
        .isBetween(0.035, 0.065);
  }

  /** Two systems that share most of an item's difficulty. */
  private static PairedSample pair(Random random, int items, double difference) {
    double[] base = new double[items];
    double[] candidate = new double[items];
    Arrays.setAll(
        base,
        item -> {
          double difficulty = random.nextGaussian();
          candidate[item] = difficulty + 0.5 * random.nextGaussian() + difference;
          return difficulty + 0.5 * random.nextGaussian();
        });
    return PairedSample.ofMeans(base, candidate);
  }
}
