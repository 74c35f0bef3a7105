package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;

/** Kernels in plain Java: exact everywhere, and the measure of the vector twins. */
public final class ScalarKernels implements Kernels {
  private static final LogitsKernel LOGITS = new ScalarLogits();

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    ScalarMatching.exactMatch(predictions, references, out);
  }

  @Override
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    ScalarMatching.commonPrefix(predictions, references, out);
  }

  @Override
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    ScalarMatching.hammingDistance(predictions, references, out);
  }

  @Override
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch workspace, int[] out) {
    ScalarEditDistance.editDistance(predictions, references, workspace, out);
  }

  @Override
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch workspace,
      int[] out) {
    ScalarBoundedDistance.boundedEditDistance(predictions, references, bound, workspace, out);
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
    ScalarLogprobs.logprobStats(logprobs, workspace, sums, minima);
  }

  @Override
  public void logitsStats(LogitsColumn logits, KernelScratch workspace, LogitsStats out) {
    LOGITS.logitsStats(logits, workspace.logitsBlock(), out);
  }
}
