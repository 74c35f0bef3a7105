// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.bench.rival.Rival;
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

/**
 * Token edit distance: scalar and vector kernels, and the rivals on ids packed as characters. The
 * rivals fail on vocabularies of 128k.
 */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EditDistanceBenchmark {
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
    "W3-128k",
    "W4-128k",
    "W4-alike",
    "hybrid",
    "L1",
    "L5",
    "L16",
    "L63",
    "L64",
    "L65",
    "L256",
    "L1024",
    "L4096"
  })
  public String workload;

  /** Most tokens per side; long pairs reach the limit of matrix cells first. */
  @Param("2000000")
  public int tokens;

  private final Kernels scalarKernels = Kernels.scalar();
  private final Kernels vectorKernels = Kernels.vector();
  private PairData data;
  private RivalData rivalData;

  @Setup
  public void setUp() {
    data = PairData.of(workload, tokens, Kernels::editDistance);
    rivalData = new RivalData(data);
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
  public int commonsText(Counts counts) {
    return rivalData.pass(Rival.COMMONS_TEXT, counts);
  }

  @Benchmark
  public int javaStringSimilarity(Counts counts) {
    return rivalData.pass(Rival.JAVA_STRING_SIMILARITY, counts);
  }

  @Benchmark
  public int luceneSuggest(Counts counts) {
    return rivalData.pass(Rival.LUCENE_SUGGEST, counts);
  }

  @Benchmark
  public int gwtMyers(Counts counts) {
    return rivalData.pass(Rival.GWT_MYERS, counts);
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
