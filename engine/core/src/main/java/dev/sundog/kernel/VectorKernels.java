package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;

/** Kernels on the Vector API, of the JVM's preferred width. */
public final class VectorKernels implements Kernels {
  private static final LogitsKernel LOGITS = new VectorLogits();

  /**
   * Vectors where they surely pay. At 128 bits it depends on the JVM's back end: with all its
   * intrinsics they run at two to four times the scalar twin, without one of them far below it.
   */
  static Kernels tiered() {
    return VectorWidth.BITS >= 256 ? new TieredKernels() : new ScalarKernels();
  }

  @Override
  public String description() {
    return "vector (" + VectorWidth.BITS + " bits)";
  }

  @Override
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    VectorMatching.exactMatch(predictions, references, workspace, out);
  }

  @Override
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    VectorMatching.commonPrefix(predictions, references, workspace, out);
  }

  @Override
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    VectorMatching.hammingDistance(predictions, references, workspace, out);
  }

  @Override
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    VectorEditDistance.editDistance(predictions, references, workspace, out);
  }

  @Override
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch workspace,
      int[] out) {
    VectorBoundedDistance.boundedEditDistance(predictions, references, bound, workspace, out);
  }

  @Override
  public void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    ScalarAlignment.alignmentHits(predictions, references, workspace, out);
  }

  @Override
  public void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    ScalarCommonSubsequence.commonSubsequence(predictions, references, workspace, out);
  }

  @Override
  public void logprobStats(
      LogprobColumn logprobs, KernelScratch workspace, double[] sums, float[] minima) {
    VectorLogprobs.logprobStats(logprobs, workspace, sums, minima);
  }

  @Override
  public void logitsStats(LogitsColumn logits, KernelScratch workspace, LogitsStats out) {
    LOGITS.logitsStats(logits, workspace.logitsBlock(), out);
  }
}
