// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import java.util.Objects;

/**
 * Statistics of rows of logits. Only the rows of the last call of {@link Kernels#logitsStats} are
 * defined.
 *
 * <p>Rows that hold NaN, or whose largest logit is infinite or exceeds ±2²⁴, have no distribution:
 * log-sum-exp, log-prob and entropy are NaN, rank and arg-max −1. Beyond ±2²⁴ float32 cannot
 * resolve differences of one.
 */
public final class LogitsStats {
  final double[] logSumExps;
  final double[] targetLogprobs;
  final double[] entropies;
  final int[] targetRanks;
  final int[] argMaxes;

  /**
   * Room for statistics.
   *
   * @param capacity largest number of rows of a column
   */
  public LogitsStats(int capacity) {
    logSumExps = new double[capacity];
    targetLogprobs = new double[capacity];
    entropies = new double[capacity];
    targetRanks = new int[capacity];
    argMaxes = new int[capacity];
  }

  /** ln Σ exp(logit), with an absolute error of at most 2e-6. */
  public double logSumExp(int row) {
    return logSumExps[row];
  }

  /** The target's log-prob in nats: its logit minus the log-sum-exp; −∞ if its logit is −∞. */
  public double targetLogprob(int row) {
    return targetLogprobs[row];
  }

  /** Entropy of the row's distribution in nats, at least 0. */
  public double entropy(int row) {
    return entropies[row];
  }

  /** The number of logits greater than the target's; 0 if the target is an arg-max. */
  public int targetRank(int row) {
    return targetRanks[row];
  }

  /** The id of the largest logit; the lowest id if several are equal. */
  public int argMax(int row) {
    return argMaxes[row];
  }

  /** Number of rows there is room for. */
  int capacity() {
    return argMaxes.length;
  }

  void set(int row, double logSumExp, double targetLogprob, double entropy, int rank, int argMax) {
    Objects.checkIndex(row, argMaxes.length);
    logSumExps[row] = logSumExp;
    targetLogprobs[row] = targetLogprob;
    entropies[row] = entropy;
    targetRanks[row] = rank;
    argMaxes[row] = argMax;
  }
}
