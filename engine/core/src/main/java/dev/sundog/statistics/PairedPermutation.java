// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/**
 * The paired permutation test: under the null hypothesis the two systems are exchangeable on every
 * item. The statistic is the difference of the corpus values, both of whose numerators and weights
 * are swapped.
 *
 * <p>All swaps are tried if there are at most {@code permutations} of them; else that many are
 * drawn, and the observed one is counted among them. Items on which the systems agree are left out.
 * The same seed produces the same bits for any number of threads.
 *
 * <p>Noreen, E. W., "Computer Intensive Methods for Testing Hypotheses", 1989; Phipson, B. and
 * Smyth, G. K., "Permutation p-values should never be zero", 2010.
 *
 * @param permutations number of permutations
 * @param seed seed of the draws
 * @param threads threads to use; they have no influence on results
 */
public record PairedPermutation(int permutations, long seed, int threads) {
  private static final int PERMUTATIONS_PER_TASK = 1024;

  /** Differences closer than this share of the observed one are equal: rounding, not evidence. */
  private static final double ROUNDING = 1e-12;

  /** Checks the ranges. */
  public PairedPermutation {
    if (permutations < 1 || threads < 1) {
      throw new IllegalArgumentException(permutations + " permutations, " + threads + " threads");
    }
  }

  /** 10,000 permutations, a fixed seed, all processors. */
  public static PairedPermutation standard() {
    return new PairedPermutation(10_000, 42, Runtime.getRuntime().availableProcessors());
  }

  /** The two-sided p-value; 1 if the systems agree on every item, NaN without items. */
  public double pValue(PairedSample sample) {
    if (sample.items() == 0) {
      return Double.NaN;
    }
    Swaps swaps = Swaps.of(sample);
    if (swaps.items() == 0) {
      return 1;
    }
    boolean all = swaps.items() < 31 && (1 << swaps.items()) <= permutations;
    int count = all ? 1 << swaps.items() : permutations;
    double observed = Math.abs(swaps.difference());
    double enough = observed - ROUNDING * observed;
    int tasks = (count + PERMUTATIONS_PER_TASK - 1) / PERMUTATIONS_PER_TASK;
    int[] asLarge = new int[tasks];
    Parallel.run(
        tasks,
        threads,
        task -> {
          int first = task * PERMUTATIONS_PER_TASK;
          int end = Math.min(count, first + PERMUTATIONS_PER_TASK);
          asLarge[task] = asLarge(swaps, first, end, all, enough);
        });
    long hits = 0;
    for (int part : asLarge) {
      hits += part;
    }
    return all ? (double) hits / count : (hits + 1.0) / (count + 1.0);
  }

  private int asLarge(Swaps swaps, int first, int end, boolean all, double enough) {
    long[] keys = new long[end - first];
    for (int permutation = first; permutation < end; permutation++) {
      keys[permutation - first] = all ? permutation : CounterBits.key(seed, permutation);
    }
    SwapSums sums = new SwapSums(keys, all);
    sums.add(swaps);
    int hits = 0;
    for (int permutation = 0; permutation < keys.length; permutation++) {
      if (Math.abs(sums.difference(swaps, permutation)) >= enough) {
        hits++;
      }
    }
    return hits;
  }
}
