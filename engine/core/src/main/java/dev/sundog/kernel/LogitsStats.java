package dev.sundog.kernel;

import java.util.Objects;

/**
 * What kernels tell of rows of logits. Only the rows of the last pass are defined.
 *
 * <p>A row that has no distribution (it holds NaN, or its greatest logit is infinite or beyond
 * ±2²⁴) has a NaN log-sum-exp, log-prob and entropy, rank −1 and arg-max −1.
 */
public final class LogitsStats {
  final double[] logSumExps;
  final double[] targetLogprobs;
  final double[] entropies;
  final int[] targetRanks;
  final int[] argMaxes;

  /**
   * Room for rows.
   *
   * @param capacity rows of a column at most
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

  /** The target's log-prob in nats: its logit less the log-sum-exp; −∞ where it is masked out. */
  public double targetLogprob(int row) {
    return targetLogprobs[row];
  }

  /** Entropy of the row's distribution in nats, at least 0. */
  public double entropy(int row) {
    return entropies[row];
  }

  /** How many logits are greater than the target's: 0 if none is. */
  public int targetRank(int row) {
    return targetRanks[row];
  }

  /** The id of the greatest logit, the lowest where several are. */
  public int argMax(int row) {
    return argMaxes[row];
  }

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
