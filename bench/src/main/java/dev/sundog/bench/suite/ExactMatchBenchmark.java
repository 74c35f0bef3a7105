// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.kernel.Kernels;
import java.util.Arrays;
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

/** Exact match: scalar and vector kernels, and the JDK's comparison of array ranges. */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExactMatchBenchmark {
  /** Name of the workload. */
  @Param({
    "W1",
    "W2",
    "W3",
    "W4",
    "W1-identical",
    "W1-near",
    "W1-unrelated",
    "W2-identical",
    "W2-near",
    "W2-unrelated",
    "W3-identical",
    "W3-near",
    "W3-unrelated",
    "W4-identical",
    "W4-near",
    "W4-unrelated",
    "W2-128k",
    "L1",
    "L5",
    "L16",
    "L63",
    "L64",
    "L65",
    "L256",
    "L1024",
    "L4096",
    "L4096-identical"
  })
  public String workload;

  /** Most tokens per side; long pairs reach the limit of matrix cells first. */
  @Param("2000000")
  public int tokens;

  private final Kernels scalarKernels = Kernels.scalar();
  private final Kernels vectorKernels = Kernels.vector();
  private PairData data;
  private int[] equal;

  @Setup
  public void setUp() {
    data = PairData.of(workload, tokens, Kernels::exactMatch);
    equal = new int[data.pairs().count()];
  }

  @Benchmark
  public int[] scalar(Counts counts) {
    return data.pass(scalarKernels, counts);
  }

  @Benchmark
  public int[] vector(Counts counts) {
    return data.pass(vectorKernels, counts);
  }

  @Benchmark
  public int[] arraysEquals(Counts counts) {
    TokenPairs pairs = data.pairs();
    int[] predictions = pairs.predictions();
    int[] p = pairs.predictionOffsets();
    int[] references = pairs.references();
    int[] r = pairs.referenceOffsets();
    for (int i = 0; i < equal.length; i++) {
      equal[i] = Arrays.equals(predictions, p[i], p[i + 1], references, r[i], r[i + 1]) ? 1 : 0;
    }
    counts.pairs += equal.length;
    counts.bytes += Integer.BYTES * pairs.tokens();
    return equal;
  }

  @TearDown(Level.Iteration)
  public void check() {
    data.check();
  }

  @TearDown
  public void close() {
    data.close();
  }
}
