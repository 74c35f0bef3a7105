// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.RecordedSum;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's kernels on the workloads, against sums that an independent program computed. */
class RecordedSumsTest {
  private static final int PAIRS_AT_ONCE = 100_000;

  static Stream<Arguments> recordedSums() {
    return RecordedSum.ALL.stream()
        .flatMap(recorded ->
            Stream.of(
                Arguments.of(recorded, Kernels.scalar()),
                Arguments.of(recorded, Kernels.vector())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("recordedSums")
  void firstPairs(RecordedSum recorded, Kernels kernels) {
    assertThat(sums(recorded, kernels, recorded.prefixPairs())[0]).isEqualTo(recorded.prefixSum());
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("recordedSums")
  void everyPair(RecordedSum recorded, Kernels kernels) {
    assertThat(sums(recorded, kernels, recorded.workload().fullPairs()))
        .containsExactly(recorded.sum(), recorded.exactPairs());
  }

  /** Sum of edit distances, number of exact matches. */
  private static long[] sums(RecordedSum recorded, Kernels kernels, int pairs) {
    var generator = recorded.workload().generator(Workloads.SEED);
    long distances = 0;
    long exact = 0;
    for (int first = 0; first < pairs; first += PAIRS_AT_ONCE) {
      int count = Math.min(PAIRS_AT_ONCE, pairs - first);
      try (Batches batches = Batches.of(generator.generate(first, count));
          KernelScratch workspace = new KernelScratch()) {
        distances += distances(batches.list(), kernels, workspace);
        exact += exact(batches.list(), kernels, workspace);
      }
    }
    return new long[] {distances, exact};
  }

  private static long distances(
      List<SequenceBatch> batches, Kernels kernels, KernelScratch workspace) {
    long sum = 0;
    for (SequenceBatch batch : batches) {
      int[] out = new int[batch.items()];
      kernels.editDistance(batch.predictions(), batch.references(), workspace, out);
      sum += Arrays.stream(out).asLongStream().sum();
    }
    return sum;
  }

  private static long exact(List<SequenceBatch> batches, Kernels kernels, KernelScratch workspace) {
    long sum = 0;
    for (SequenceBatch batch : batches) {
      int[] out = new int[batch.items()];
      kernels.exactMatch(batch.predictions(), batch.references(), workspace, out);
      sum += Arrays.stream(out).sum();
    }
    return sum;
  }
}
