// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;

/** The kernels on the Vector API, at the width of {@link VectorWidth}. */
final class VectorKernels implements KernelSet {
  private static final LogitsKernel LOGITS = new VectorLogits();

  @Override
  public String description() {
    return "vector (" + VectorWidth.BITS + " bits)";
  }

  @Override
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    VectorMatching.exactMatch(predictions, references, scratch, out);
  }

  @Override
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    VectorMatching.commonPrefix(predictions, references, scratch, out);
  }

  @Override
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    VectorMatching.hammingDistance(predictions, references, scratch, out);
  }

  @Override
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    EditDistanceRouter.editDistance(predictions, references, scratch, out);
  }

  @Override
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    EditDistanceRouter.boundedEditDistance(predictions, references, bound, scratch, out);
  }

  @Override
  public void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ScalarAlignment.alignmentHits(predictions, references, scratch, out);
  }

  @Override
  public void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ScalarCommonSubsequence.commonSubsequence(predictions, references, scratch, out);
  }

  @Override
  public void logprobStats(
      LogprobColumn logprobs, KernelScratch scratch, double[] sums, float[] minima) {
    VectorLogprobs.logprobStats(logprobs, scratch, sums, minima);
  }

  @Override
  public void logitsStats(LogitsColumn logits, KernelScratch scratch, LogitsStats out) {
    LOGITS.logitsStats(logits, scratch.logitsBlock(), out);
  }
}
