// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Scalar kernels until enough work was done that compiling the vector kernels pays off, then vector
 * kernels. C2 takes one to two seconds to compile the vector kernels, and until then they run
 * hundreds of times slower than the scalar ones; most dumps are scored within that time. The
 * results are the same, so the change of kernels is not visible.
 */
final class TieredKernels implements KernelSet {
  /** Estimated scalar work, in nanoseconds, after which the vector kernels take over. */
  private static final long SCALAR_NANOS = 1_000_000_000;

  private static final long NANOS_PER_PAIR = 20;
  private static final long NANOS_PER_LOGIT = 3;
  private static final long CELLS_PER_NANO = 8;
  private static final long TOKENS_PER_NANO = 2;

  private final KernelSet scalar = new ScalarKernels();
  private final KernelSet vector = new VectorKernels();
  private final AtomicLong spentNanos = new AtomicLong();

  @Override
  public String description() {
    return spentNanos.get() < SCALAR_NANOS
        ? scalar.description()
        : scalar.description() + ", then " + vector.description();
  }

  /**
   * Tiered kernels where vectors are surely faster. At 128 bits that depends on the processor: with
   * an instruction for every operation the vector kernels run at two to four times the scalar
   * speed; if one is missing, far below it.
   */
  static KernelSet tiered() {
    return VectorWidth.BITS >= 256 ? new TieredKernels() : new ScalarKernels();
  }

  /** Adds the estimated scalar time of a call and returns the kernels to run it with. */
  private KernelSet after(long pairs, long nanos) {
    // Read first: threads that share the kernels must not write one line of the cache forever.
    return spentNanos.get() >= SCALAR_NANOS
            || spentNanos.addAndGet(NANOS_PER_PAIR * pairs + nanos) >= SCALAR_NANOS
        ? vector
        : scalar;
  }

  /** For kernels whose time is linear in the tokens. */
  private KernelSet linear(TokenColumn predictions, TokenColumn references) {
    return after(
        predictions.count(), (predictions.tokens() + references.tokens()) / TOKENS_PER_NANO);
  }

  @Override
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    linear(predictions, references).exactMatch(predictions, references, scratch, out);
  }

  @Override
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    linear(predictions, references).commonPrefix(predictions, references, scratch, out);
  }

  @Override
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    linear(predictions, references).hammingDistance(predictions, references, scratch, out);
  }

  @Override
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    long pairs = predictions.count();
    double cells = pairs == 0 ? 0 : (double) predictions.tokens() * references.tokens() / pairs;
    after(pairs, (long) cells / CELLS_PER_NANO).editDistance(predictions, references, scratch, out);
  }

  @Override
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    linear(predictions, references)
        .boundedEditDistance(predictions, references, bound, scratch, out);
  }

  @Override
  public void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    scalar.alignmentHits(predictions, references, scratch, out);
  }

  @Override
  public void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    scalar.commonSubsequence(predictions, references, scratch, out);
  }

  @Override
  public void logprobStats(
      LogprobColumn logprobs, KernelScratch scratch, double[] sums, float[] minima) {
    after(logprobs.count(), logprobs.offset(logprobs.count()))
        .logprobStats(logprobs, scratch, sums, minima);
  }

  @Override
  public void logitsStats(LogitsColumn logits, KernelScratch scratch, LogitsStats out) {
    after(logits.rows(), NANOS_PER_LOGIT * logits.rows() * logits.vocabulary())
        .logitsStats(logits, scratch, out);
  }
}
