// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import static dev.sundog.fixture.Golden.close;
import static dev.sundog.fixture.Golden.number;
import static dev.sundog.fixture.Golden.numbers;

import dev.sundog.fixture.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers of scipy, statsmodels and numpy. */
class GoldenStatisticsTest {
  @Test
  void intervalsOfShares() {
    for (JsonNode golden : Golden.cases("intervals")) {
      Proportion share =
          new Proportion(golden.get("successes").asLong(), golden.get("trials").asLong());
      double confidence = number(golden.get("confidence"));
      closeEnds(share.clopperPearson(confidence), golden.get("clopper_pearson"), share);
      closeEnds(share.wilson(confidence), golden.get("wilson"), share);
    }
  }

  /** The other tool subtracts figures near 1/2, which leaves rounding of 1e-16. */
  private static void closeEnds(Interval interval, JsonNode ends, Object what) {
    closeEnd(interval.low(), number(ends.get(0)), what);
    closeEnd(interval.high(), number(ends.get(1)), what);
  }

  private static void closeEnd(double actual, double wanted, Object what) {
    close(Math.abs(actual - wanted) < 3e-16 ? wanted : actual, wanted, what);
  }

  @Test
  void binomialMassAndNormalQuantiles() {
    for (JsonNode golden : Golden.cases("intervals")) {
      double p = number(golden.get("p"));
      close(Normal.quantile(p), golden.get("normal"), p);
      double mass = number(golden.get("mass"));
      if (mass > 1e-280) {
        close(
            Binomial.mass(golden.get("successes").asLong(), golden.get("trials").asLong(), p),
            mass,
            golden);
      }
    }
  }

  @Test
  void quantilesOfSamples() {
    for (JsonNode golden : Golden.cases("intervals")) {
      double[] quantiles =
          Quantiles.of(numbers(golden.get("values")), numbers(golden.get("shares")));
      for (int share = 0; share < quantiles.length; share++) {
        close(quantiles[share], golden.get("quantiles").get(share), golden);
      }
    }
  }

  @Test
  void mcNemar() {
    for (JsonNode golden : Golden.cases("tests")) {
      close(
          McNemar.exact(golden.get("only_base").asLong(), golden.get("only_candidate").asLong()),
          golden.get("mcnemar"),
          golden);
    }
  }

  @Test
  void permutationsOfFewItems() {
    PairedPermutation test = new PairedPermutation(1 << 14, 1, 2);
    for (JsonNode golden : Golden.cases("tests")) {
      PairedSample sample =
          PairedSample.ofMeans(numbers(golden.get("base")), numbers(golden.get("candidate")));
      close(test.pValue(sample), golden.get("permutation"), golden);
    }
  }

  @Test
  void correctionsForManyTests() {
    for (JsonNode golden : Golden.cases("tests")) {
      double[] p = numbers(golden.get("p"));
      double[] holm = MultipleTesting.holm(p);
      double[] bh = MultipleTesting.benjaminiHochberg(p);
      for (int test = 0; test < p.length; test++) {
        close(holm[test], golden.get("holm").get(test), golden);
        close(bh[test], golden.get("bh").get(test), golden);
      }
    }
  }
}
