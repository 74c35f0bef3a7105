package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The scalar twin until there is so much to do that the vector twin pays: a JVM takes one to two
 * seconds of a processor to compile vector code, and runs it hundreds of times slower until then.
 * Most dumps are scored before that. Answers are the same, so nothing shows when it changes.
 */
final class TieredKernels implements Kernels {
  /** Scalar work, as estimated, after which the vector twin takes over. */
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private static final long NANOS_PER_PAIR = 20;
  private static final long NANOS_PER_LOGIT = 3;
  private static final long CELLS_PER_NANO = 8;
  private static final long TOKENS_PER_NANO = 2;

  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();
  private final AtomicLong spentNanos = new AtomicLong();

  @Override
  public String description() {
    return spentNanos.get() < PATIENCE_NANOS
        ? scalar.description()
        : scalar.description() + ", then " + vector.description();
  }

  /** The twin for work that would take the scalar one so long. */
  private Kernels after(long pairs, long nanos) {
    long spent = spentNanos.addAndGet(NANOS_PER_PAIR * pairs + nanos);
    return spent < PATIENCE_NANOS ? scalar : vector;
  }

  private Kernels comparing(TokenColumn predictions, TokenColumn references) {
    return after(
        predictions.count(), (predictions.tokens() + references.tokens()) / TOKENS_PER_NANO);
  }

  @Override
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    comparing(predictions, references).exactMatch(predictions, references, workspace, out);
  }

  @Override
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    comparing(predictions, references).commonPrefix(predictions, references, workspace, out);
  }

  @Override
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    comparing(predictions, references).hammingDistance(predictions, references, workspace, out);
  }

  @Override
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    long pairs = predictions.count();
    double cells = pairs == 0 ? 0 : (double) predictions.tokens() * references.tokens() / pairs;
    after(pairs, (long) cells / CELLS_PER_NANO)
        .editDistance(predictions, references, workspace, out);
  }

  @Override
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch workspace,
      int[] out) {
    comparing(predictions, references)
        .boundedEditDistance(predictions, references, bound, workspace, out);
  }

  @Override
  public void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    scalar.alignmentHits(predictions, references, workspace, out);
  }

  @Override
  public void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    scalar.commonSubsequence(predictions, references, workspace, out);
  }

  @Override
  public void logprobStats(
      LogprobColumn logprobs, KernelScratch workspace, double[] sums, float[] minima) {
    after(logprobs.count(), logprobs.offset(logprobs.count()))
        .logprobStats(logprobs, workspace, sums, minima);
  }

  @Override
  public void logitsStats(LogitsColumn logits, KernelScratch workspace, LogitsStats out) {
    after(logits.rows(), NANOS_PER_LOGIT * logits.rows() * logits.vocabulary())
        .logitsStats(logits, workspace, out);
  }
}
