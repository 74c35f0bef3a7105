// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence.workload;

import java.util.List;

/**
 * Items of a synthetic model family that follows a scaling law: a model of N parameters has
 * cross-entropy {@code (N/c)^α} per token, so each token of a target is right with probability
 * {@code p(N) = exp(−(N/c)^α)}, independently of the others. Here α = −0.5 and c = 10¹⁰.
 *
 * <p>Source: Schaeffer, Miranda and Koyejo, "Are Emergent Abilities of Large Language Models a
 * Mirage?" (2023).
 *
 * <p>Every model size gets targets of 1 to 5 tokens. Item {@code i} belongs to cell {@code i mod
 * 20}, so any run of items is spread evenly over sizes and target lengths. A target consists of
 * token ids 0 to 1,109, equally likely; a wrong token is a different id of that range. A prediction
 * is as long as its target, so the expected share of exact matches is {@code p^L} and the expected
 * Hamming distance {@code L(1 − p)}; the expected edit distance is slightly smaller.
 *
 * <p>An item depends only on the seed and its index. Not thread-safe.
 */
public final class MirageWorkload {
  /** Model sizes, in parameters: those of the paper's GPT-3 family. */
  public static final List<Long> SIZES =
      List.of(350_000_000L, 1_300_000_000L, 6_700_000_000L, 175_000_000_000L);

  /** Names of the sizes, in the same order. */
  public static final List<String> SIZE_NAMES = List.of("350M", "1.3B", "6.7B", "175B");

  /** Longest target, in tokens; the shortest has 1. */
  public static final int MAX_TARGET_LENGTH = 5;

  /** Number of different token ids. */
  public static final int VOCABULARY_SIZE = 1_110;

  private static final double ALPHA = -0.5;
  private static final double C = 1e10;

  private final long seed;
  private final SplitMix64 random = new SplitMix64(0);
  private final double[] tokenProbabilities = new double[SIZES.size()];

  /** The series of items of a seed. */
  public MirageWorkload(long seed) {
    this.seed = seed;
    for (int size = 0; size < tokenProbabilities.length; size++) {
      tokenProbabilities[size] = tokenProbability(SIZES.get(size));
    }
  }

  /**
   * The probability that a token of a model is right.
   *
   * @param parameters size of the model, in parameters, above 0
   * @return {@code exp(−(parameters/c)^α)}, from 0 to 1
   */
  public static double tokenProbability(double parameters) {
    return StrictMath.exp(-StrictMath.pow(parameters / C, ALPHA));
  }

  /**
   * The model that an item belongs to.
   *
   * @return index into {@link #SIZES}
   */
  public static int sizeOf(long item) {
    return (int) (item / MAX_TARGET_LENGTH % SIZES.size());
  }

  /**
   * The length of an item's target, and of its prediction.
   *
   * @return tokens, 1 to {@link #MAX_TARGET_LENGTH}
   */
  public static int targetLengthOf(long item) {
    return 1 + (int) (item % MAX_TARGET_LENGTH);
  }

  /**
   * Writes the tokens of an item.
   *
   * @param prediction receives the prediction from index 0; at least as long as the target
   * @param reference receives the target from index 0; at least as long as the target
   */
  public void fill(long item, int[] prediction, int[] reference) {
    random.restart(seed, item);
    double probability = tokenProbabilities[sizeOf(item)];
    int length = targetLengthOf(item);
    for (int i = 0; i < length; i++) {
      reference[i] = random.nextInt(VOCABULARY_SIZE);
      boolean right = random.nextDouble() < probability;
      prediction[i] = right ? reference[i] : otherThan(reference[i]);
    }
  }

  private int otherThan(int token) {
    int other = random.nextInt(VOCABULARY_SIZE - 1);
    return other < token ? other : other + 1;
  }
}
