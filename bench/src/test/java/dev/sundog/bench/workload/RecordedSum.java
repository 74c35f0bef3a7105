// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import java.util.List;

/**
 * Sums of Levenshtein distances that RapidFuzz 3.14.6 ({@code process.cpdist} from Python) computed
 * from the files of {@link PairFiles}, seed 42: over the first pairs, and over all of a full run.
 */
public record RecordedSum(
    Workload workload, int prefixPairs, long prefixSum, long exactPairs, long sum) {
  public static final List<RecordedSum> ALL =
      List.of(
          new RecordedSum(Workloads.W1, 10_000, 14_448, 1_000_234, 5_791_726),
          new RecordedSum(Workloads.W2, 10_000, 131_852, 250_077, 13_141_883),
          new RecordedSum(Workloads.W3, 100, 10_080, 4_927, 2_099_571),
          new RecordedSum(Workloads.W4, 4, 3_488, 152, 549_513),
          new RecordedSum(Workloads.W2_128K, 1_000, 13_167, 250_073, 13_207_734),
          new RecordedSum(Workloads.W3_128K, 100, 10_155, 4_927, 2_111_672),
          new RecordedSum(Workloads.W4_128K, 4, 3_497, 152, 552_733),
          new RecordedSum(Workloads.W4_ALIKE, 4, 135, 0, 587_468),
          new RecordedSum(Workloads.HYBRID, 100, 35_525, 9_949, 14_861_980));

  @Override
  public String toString() {
    return workload.name();
  }
}
