// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.bench.workload.Workload;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import java.util.Arrays;

/**
 * Pairs of one workload as batches that the passes use in turn, with the expected results.
 *
 * <p>There are many batches, because the branch predictor learns the pairs of a short loop.
 */
final class PairData implements AutoCloseable {
  /** A kernel applied to a batch. */
  interface Kernel {
    void run(
        Kernels kernels,
        TokenColumn predictions,
        TokenColumn references,
        KernelScratch workspace,
        int[] out);
  }

  private static final int SAMPLE_PAIRS = 200;
  private static final double MAX_CELLS = 2e9;

  private final TokenPairs pairs;
  private final Batches batches;
  private final Kernel kernel;
  private final int[] expected;
  private final int[] firstPairs;
  private final KernelScratch workspace = new KernelScratch();
  private final int[] out;
  private int last = -1;

  private PairData(TokenPairs pairs, Kernel kernel) {
    this.pairs = pairs;
    this.batches = Batches.of(pairs);
    this.kernel = kernel;
    this.expected = new int[pairs.count()];
    this.firstPairs = new int[batches.list().size() + 1];
    this.out = new int[batches.list().stream().mapToInt(SequenceBatch::items).max().orElseThrow()];
    computeExpected();
  }

  static PairData of(String workload, int tokens, Kernel kernel) {
    Workload named = Workloads.named(workload);
    return new PairData(named.generate(pairs(named, tokens), Workloads.SEED), kernel);
  }

  /** Pairs of a full run, or fewer if tokens per side or matrix cells reach their limit. */
  static int pairs(Workload workload, int maxTokens) {
    return pairs(workload, maxTokens, MAX_CELLS);
  }

  /** The same with another limit of matrix cells. */
  static int pairs(Workload workload, int maxTokens, double maxCells) {
    int sampled = Math.min(SAMPLE_PAIRS, workload.fullPairs());
    TokenPairs sample = workload.generate(sampled, Workloads.SEED);
    double length = sample.tokens() / 2.0 / sampled;
    double cells = (double) sample.cells() / sampled;
    double most = Math.min(maxTokens / length, maxCells / cells);
    return (int) Math.clamp(most, 1, workload.fullPairs());
  }

  /** The same pairs, short references before long ones. */
  PairData sortedByLength() {
    return new PairData(pairs.sortedByLength(), kernel);
  }

  private void computeExpected() {
    Kernels scalar = Kernels.scalar();
    for (int i = 0; i < batches.list().size(); i++) {
      SequenceBatch batch = batches.list().get(i);
      kernel.run(scalar, batch.predictions(), batch.references(), workspace, out);
      System.arraycopy(out, 0, expected, firstPairs[i], batch.items());
      firstPairs[i + 1] = firstPairs[i] + batch.items();
    }
  }

  TokenPairs pairs() {
    return pairs;
  }

  int batchCount() {
    return batches.list().size();
  }

  /** Results of the scalar kernels, by pair. */
  int[] expected() {
    return expected;
  }

  /** Scores the next batch; the first one follows the last. */
  int[] pass(Kernels kernels, Counts counts) {
    last = last + 1 == batchCount() ? 0 : last + 1;
    SequenceBatch batch = batches.list().get(last);
    TokenColumn predictions = batch.predictions();
    TokenColumn references = batch.references();
    kernel.run(kernels, predictions, references, workspace, out);
    counts.pairs += batch.items();
    counts.bytes += predictions.width() * (predictions.tokens() + references.tokens());
    return out;
  }

  /** Throws if the last pass returned other results than the scalar kernels. */
  void check() {
    if (last < 0) {
      return;
    }
    int from = firstPairs[last];
    int to = firstPairs[last + 1];
    int differs = Arrays.mismatch(out, 0, to - from, expected, from, to);
    if (differs >= 0) {
      throw new AssertionError(
          "pair %d: %d, expected %d"
              .formatted(from + differs, out[differs], expected[from + differs]));
    }
  }

  @Override
  public void close() {
    workspace.close();
    batches.close();
  }
}
