// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;

/** The kernels in plain Java: what the vector kernels are tested and measured against. */
final class ScalarKernels implements KernelSet {
  private static final LogitsKernel LOGITS = new ScalarLogits();

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ScalarMatching.exactMatch(predictions, references, out);
  }

  @Override
  public void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ScalarMatching.commonPrefix(predictions, references, out);
  }

  @Override
  public void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ScalarMatching.hammingDistance(predictions, references, out);
  }

  @Override
  public void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out) {
    ScalarEditDistance.editDistance(predictions, references, scratch, out);
  }

  @Override
  public void boundedEditDistance(
      TokenColumn predictions,
      TokenColumn references,
      int bound,
      KernelScratch scratch,
      int[] out) {
    ScalarBoundedDistance.boundedEditDistance(predictions, references, bound, scratch, out);
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
    ScalarLogprobs.logprobStats(logprobs, scratch, sums, minima);
  }

  @Override
  public void logitsStats(LogitsColumn logits, KernelScratch scratch, LogitsStats out) {
    LOGITS.logitsStats(logits, scratch.logitsBlock(), out);
  }
}
