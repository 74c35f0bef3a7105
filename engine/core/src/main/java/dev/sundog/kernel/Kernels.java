package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;

/**
 * The kernels of one kind. Columns given together have the same count and the same width; outputs
 * are arrays of at least that count, of which exactly the first {@code count} entries are written.
 * All methods are exact and answer the same on every twin.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels, TieredKernels {
  /** What ran so far, for people: {@code scalar} or {@code vector (256 bits)}. */
  String description();

  /** Writes 1 where prediction and reference are the same tokens, else 0. */
  void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out);

  /** Writes the length of the longest common prefix, in tokens. */
  void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out);

  /** Writes the number of differing positions over the shorter length, plus the length gap. */
  void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out);

  /**
   * Writes the unit-cost Levenshtein distance: the fewest insertions, deletions and substitutions
   * of tokens that turn the prediction into the reference.
   *
   * <p>Levenshtein, V. I., "Binary codes capable of correcting deletions, insertions, and
   * reversals", 1966.
   */
  void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out);

  /**
   * Writes {@code min(d, bound + 1)} where d is the Levenshtein distance, at the cost of a band of
   * {@code 2 · bound + 1} diagonals.
   *
   * <p>Ukkonen, E., "Algorithms for approximate string matching", 1985.
   *
   * @param bound at least 0
   */
  void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch workspace,
      int[] out);

  /**
   * Writes the hits of one optimal alignment: tokens that stay. Where several alignments are
   * optimal, it is the one of RapidFuzz's opcodes from reference to prediction.
   */
  void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out);

  /** Writes the length of the longest common subsequence, in tokens. */
  void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out);

  /**
   * Writes the sum and the smallest of every item's log-probs, in nats. The sum is in float64 with
   * a fixed order: eight running sums, value {@code k} into sum {@code k mod 8}, then a fixed tree.
   * No log-probs: sum 0, smallest 0.
   */
  void logprobStats(LogprobColumn logprobs, KernelScratch workspace, double[] sums, float[] minima);

  /**
   * Tells of every row of logits: log-sum-exp, target log-prob and rank, entropy, arg-max.
   *
   * @param out has room for the rows
   */
  void logitsStats(LogitsColumn logits, KernelScratch workspace, LogitsStats out);

  /**
   * The kernels that {@code -Dsundog.kernels=auto|scalar|vector} asks for; {@code auto} if unset:
   * where the JVM has the vector module and vectors of at least 256 bits, vector once there is
   * enough to do that compiling it pays, about a second of scalar work; else scalar.
   *
   * @throws IllegalStateException if {@code vector} is asked for and can't run
   * @throws IllegalArgumentException if the property holds another word
   */
  static Kernels select() {
    String wanted = System.getProperty("sundog.kernels", "auto");
    return switch (wanted) {
      case "scalar" -> new ScalarKernels();
      case "vector" -> {
        if (!vectorModulePresent()) {
          throw new IllegalStateException(
              "vector kernels were asked for, but the JVM runs without the vector module: add"
                  + " --add-modules=jdk.incubator.vector");
        }
        yield new VectorKernels();
      }
      case "auto" -> vectorModulePresent() ? VectorKernels.tiered() : new ScalarKernels();
      default ->
          throw new IllegalArgumentException(
              "sundog.kernels must be auto, scalar or vector, not " + wanted);
    };
  }

  private static boolean vectorModulePresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
