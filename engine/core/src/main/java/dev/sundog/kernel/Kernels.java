// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;
import java.util.Locale;

/**
 * The kernels: each takes whole columns and writes one number per pair, item or row. This class
 * checks the arguments and passes them on; the scalar and the vector kernels return the same bits.
 *
 * <p>The two columns of a call must have the same count and the same width. An output array must
 * have room for at least that count; exactly the first {@code count} entries are written. Empty
 * columns write nothing. Every method throws {@link IllegalArgumentException} if its arguments do
 * not fit.
 *
 * <p>Kernels hold no state of a batch and may be shared between threads; the scratch may not.
 */
public final class Kernels {
  /** The kernels of {@code auto}, made on first use. */
  private static final class Auto {
    static final Kernels KERNELS = kernels();

    private static Kernels kernels() {
      if (vectorModulePresent()) {
        return new Kernels(TieredKernels.tiered());
      }
      System.getLogger(Kernels.class.getName())
          .log(
              System.Logger.Level.INFO,
              "The module jdk.incubator.vector is missing; scoring uses the scalar kernels, which"
                  + " are several times slower. Start the JVM with"
                  + " --add-modules=jdk.incubator.vector.");
      return scalar();
    }
  }

  private final KernelSet kernels;

  private Kernels(KernelSet kernels) {
    this.kernels = kernels;
  }

  /** Plain Java; runs on every JVM. */
  public static Kernels scalar() {
    return new Kernels(new ScalarKernels());
  }

  /**
   * The Vector API at the JVM's preferred width; each kernel allocates until C2 has compiled it.
   *
   * @throws IllegalStateException if the JVM runs without the module jdk.incubator.vector
   */
  public static Kernels vector() {
    if (!vectorModulePresent()) {
      throw new IllegalStateException(
          "The vector kernels need the module jdk.incubator.vector. Start the JVM with"
              + " --add-modules=jdk.incubator.vector, or use the scalar kernels.");
    }
    return new Kernels(new VectorKernels());
  }

  /**
   * The kernels named by the system property {@code sundog.kernels}:
   *
   * <ul>
   *   <li>{@code auto} (the default): scalar until this process has done about a second of scalar
   *       work, then vector, because C2 takes one to two seconds to compile the vector kernels;
   *       always scalar without the module jdk.incubator.vector or with vectors below 256 bits. All
   *       callers share one choice, so it is made once per process.
   *   <li>{@code scalar}: {@link #scalar()}
   *   <li>{@code vector}: {@link #vector()}
   * </ul>
   *
   * @throws IllegalStateException if {@code vector} is set and the module is missing
   * @throws IllegalArgumentException if the property has another value
   */
  public static Kernels select() {
    String name = System.getProperty("sundog.kernels", "auto");
    return switch (name) {
      case "scalar" -> scalar();
      case "vector" -> vector();
      case "auto" -> Auto.KERNELS;
      default ->
          throw new IllegalArgumentException(
              "Unknown value \"" + name + "\" of sundog.kernels; use auto, scalar or vector.");
    };
  }

  private static boolean vectorModulePresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** The kernels used so far, for messages: {@code scalar} or {@code vector (256 bits)}. */
  public String description() {
    return kernels.description();
  }

  /** Writes 1 where prediction and reference are the same tokens, else 0. */
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    checkPairs(predictions, references, out.length);
    kernels.exactMatch(predictions, references, scratch, out);
  }

  /** Writes the length of the longest common prefix, in tokens. */
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    checkPairs(predictions, references, out.length);
    kernels.commonPrefix(predictions, references, scratch, out);
  }

  /**
   * Writes the number of positions at which the tokens differ, up to the shorter length, plus the
   * difference of the lengths.
   *
   * <p>Hamming, R. W., "Error detecting and error correcting codes", 1950.
   */
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    checkPairs(predictions, references, out.length);
    kernels.hammingDistance(predictions, references, scratch, out);
  }

  /**
   * Writes the unit-cost Levenshtein distance: the fewest insertions, deletions and substitutions
   * of tokens that turn the prediction into the reference.
   *
   * <p>Levenshtein, V. I., "Binary codes capable of correcting deletions, insertions, and
   * reversals", 1966.
   */
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    checkPairs(predictions, references, out.length);
    kernels.editDistance(predictions, references, scratch, out);
  }

  /**
   * Writes {@code min(d, bound + 1)}, where d is the Levenshtein distance. The time follows the
   * bound: only a band of {@code 2 · bound + 1} diagonals of the matrix is computed.
   *
   * <p>Ukkonen, E., "Algorithms for approximate string matching", 1985.
   *
   * @param bound at least 0 and below {@link Integer#MAX_VALUE}
   */
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    checkPairs(predictions, references, out.length);
    if (bound < 0 || bound == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The bound is " + bound + "; it must be at least 0 and below " + Integer.MAX_VALUE + ".");
    }
    kernels.boundedEditDistance(predictions, references, bound, scratch, out);
  }

  /**
   * Writes the hits of one optimal alignment: tokens that are kept. Among several optimal
   * alignments, it is the one of RapidFuzz's opcodes from reference to prediction.
   */
  public void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    checkPairs(predictions, references, out.length);
    kernels.alignmentHits(predictions, references, scratch, out);
  }

  /** Writes the length of the longest common subsequence, in tokens. */
  public void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    checkPairs(predictions, references, out.length);
    kernels.commonSubsequence(predictions, references, scratch, out);
  }

  /**
   * Writes the sum and the smallest of each item's log-probs, in nats. The sum is in float64 with a
   * fixed order: value {@code k} is added to running sum {@code k mod 8}, then the eight are added
   * in a fixed tree. Without log-probs both are 0.
   */
  public void logprobStats(
      LogprobColumn logprobs, KernelScratch scratch, double[] sums, float[] minima) {
    checkRoom(logprobs.count(), Math.min(sums.length, minima.length));
    kernels.logprobStats(logprobs, scratch, sums, minima);
  }

  /** Writes log-sum-exp, target log-prob and rank, entropy and arg-max of each row of logits. */
  public void logitsStats(LogitsColumn logits, KernelScratch scratch, LogitsStats out) {
    checkRoom(logits.rows(), out.capacity());
    kernels.logitsStats(logits, scratch, out);
  }

  private static void checkPairs(TokenColumn predictions, TokenColumn references, int room) {
    if (predictions.count() != references.count() || predictions.width() != references.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The columns do not fit: %d predictions of %d bytes a token, %d references of %d"
                  + " bytes. Count and width must be equal.",
              predictions.count(),
              predictions.width(),
              references.count(),
              references.width()));
    }
    checkRoom(predictions.count(), room);
  }

  private static void checkRoom(int count, int room) {
    if (room < count) {
      throw new IllegalArgumentException(
          "The output has room for " + room + " results; the column has " + count + " entries.");
    }
  }
}
