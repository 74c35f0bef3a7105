package dev.sundog.bench.workload;

import java.util.List;

/**
 * Items of imagined models under the scaling law of Schaeffer, Miranda and Koyejo, "Are Emergent
 * Abilities of Large Language Models a Mirage?" (2023): a model of N parameters has cross-entropy
 * {@code (N/c)^α} a token, hence writes each token of a target rightly with probability {@code p(N)
 * = exp(−(N/c)^α)}, independently of the others; here α = −0.5 and c = 10¹⁰.
 *
 * <p>Every size meets targets of 1 to 5 tokens. Item {@code i} belongs to cell {@code i mod 20}, so
 * that any run of items is spread evenly over sizes and target lengths. A target is made of number
 * tokens (ids 0 to 1,109, equally likely); a wrong token is another of them. Predictions are as
 * long as their targets, so the expected share of exact matches is {@code p^L} and the expected
 * Hamming distance {@code L(1 − p)}, of which the edit distance falls short by a little.
 *
 * <p>Items depend on the seed and their index alone. Not safe for use by several threads at once.
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

  /** The series of items that a seed determines. */
  public MirageWorkload(long seed) {
    this.seed = seed;
    for (int size = 0; size < tokenProbabilities.length; size++) {
      tokenProbabilities[size] = tokenProbability(SIZES.get(size));
    }
  }

  /**
   * The probability that a model writes a token rightly.
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
   * Writes an item's tokens.
   *
   * @param prediction where its prediction goes, from index 0; at least the target's length
   * @param reference where its target goes, from index 0; at least the target's length
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
