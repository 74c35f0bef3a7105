// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Edit distance over pairs of all lengths, in random order and sorted by length. */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HybridBenchmark {
  /** Name of the workload. */
  @Param({"hybrid", "W2"})
  public String workload;

  /** Most tokens per side; long pairs reach the limit of matrix cells first. */
  @Param("2000000")
  public int tokens;

  private final Kernels vectorKernels = Kernels.vector();
  private PairData asTheyCome;
  private PairData byLength;

  @Setup
  public void setUp() {
    asTheyCome = PairData.of(workload, tokens, Kernels::editDistance);
    byLength = asTheyCome.sortedByLength();
  }

  @Benchmark
  public int[] mixed(Counts counts) {
    return asTheyCome.pass(vectorKernels, counts);
  }

  @Benchmark
  public int[] sorted(Counts counts) {
    return byLength.pass(vectorKernels, counts);
  }

  @TearDown(Level.Iteration)
  public void check() {
    asTheyCome.check();
    byLength.check();
  }

  @TearDown
  public void close() {
    asTheyCome.close();
    byLength.close();
  }
}
