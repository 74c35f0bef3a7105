// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import dev.sundog.perf.result.Results;
import dev.sundog.perf.result.Unit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rate of verdicts on simulated hierarchies of forks and iterations without a change: 5 %, half
 * of them losses.
 */
@Tag("slow")
class TypeOneErrorTest {
  private static final int TRIALS = 4_000;
  private static final int ITERATIONS = 5;

  private static final Settings SETTINGS =
      new Settings(0, 0.95, Settings.Correction.NONE, 1_000, 42);

  /** With one fork only iterations are seen, so that forks may not differ. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.00, 0.02",
    "3, 0.03, 0.02",
    "10, 0.03, 0.02",
    "3, 0.00, 0.02",
    "10, 0.10, 0.05"
  })
  void verdictsWithoutAChangeHaveTheStatedRate(int forks, double between, double within) {
    long seed = Long.getLong("sundog.seed", 1);
    Random random = new Random(seed);
    int verdicts = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Results old = results(forks, between, within, random);
      Results changed = results(forks, between, within, random);
      Comparison comparison = Comparison.of(old, changed, List.of(), SETTINGS);
      verdicts += comparison.count(Verdict.SAME) == 1 ? 0 : 1;
    }
    assertThat(verdicts / (double) TRIALS)
        .as("%d forks, seed %d", forks, seed)
        .isCloseTo(0.05, within(0.015));
  }

  private static Results results(int forks, double between, double within, Random random) {
    Collection<double[]> groups =
        IntStream.range(0, forks)
            .mapToObj(fork -> {
              double level = 100 * Math.exp(between * random.nextGaussian());
              double[] values = new double[ITERATIONS];
              Arrays.setAll(values, i -> level * Math.exp(within * random.nextGaussian()));
              return values;
            })
            .toList();
    return Results.of(
        "simulation",
        Map.of(),
        List.of(Measurement.of(Benchmark.of("b"), Unit.of("ns/op"), List.copyOf(groups))));
  }
}
