// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.TokenColumn;

/**
 * The seam between {@link Kernels} and its implementations; it is crossed once per batch. Arguments
 * are already checked; {@link Kernels} documents what each method writes.
 */
sealed interface KernelSet permits ScalarKernels, VectorKernels, TieredKernels {
  String description();

  void exactMatch(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);

  void commonPrefix(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);

  void hammingDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);

  void editDistance(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);

  void boundedEditDistance(
      TokenColumn predictions, TokenColumn references, int bound, KernelScratch scratch, int[] out);

  void alignmentHits(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);

  void commonSubsequence(
      TokenColumn predictions, TokenColumn references, KernelScratch scratch, int[] out);

  void logprobStats(LogprobColumn logprobs, KernelScratch scratch, double[] sums, float[] minima);

  void logitsStats(LogitsColumn logits, KernelScratch scratch, LogitsStats out);
}
