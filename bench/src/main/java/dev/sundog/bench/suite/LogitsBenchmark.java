// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import dev.sundog.bench.workload.Logits;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import dev.sundog.kernel.LogitsStats;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
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
 * Rows of logits: scalar and vector kernels (log-sum-exp, log-prob, rank, entropy, arg-max), a
 * plain loop for log-sum-exp alone, and a sum of all bytes as the limit.
 */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogitsBenchmark {
  /** Vocabulary and format. */
  @Param({
    "50257-float32",
    "50257-float16",
    "50257-bfloat16",
    "128256-float32",
    "128256-float16",
    "128256-bfloat16"
  })
  public String workload;

  /** Bytes of all rows, in millions. */
  @Param({"64"})
  public int megabytes;

  private final Kernels scalarKernels = Kernels.scalar();
  private final Kernels vectorKernels = Kernels.vector();
  private final KernelScratch workspace = new KernelScratch();
  private LogitsColumn logits;
  private LogitsStats stats;
  private LogitsStats expected;
  private boolean scored;

  @Setup
  public void setUp() {
    int hyphen = workload.indexOf('-');
    Format format = Format.valueOf(workload.substring(hyphen + 1).toUpperCase(Locale.ROOT));
    int vocabulary = Integer.parseInt(workload.substring(0, hyphen));
    logits = Logits.rows(format, vocabulary, 1_000_000L * megabytes, Workloads.SEED);
    stats = new LogitsStats(logits.rows());
    expected = new LogitsStats(logits.rows());
    scalarKernels.logitsStats(logits, workspace, expected);
  }

  @Benchmark
  public LogitsStats scalar(Counts counts) {
    return pass(scalarKernels, counts);
  }

  @Benchmark
  public LogitsStats vector(Counts counts) {
    return pass(vectorKernels, counts);
  }

  /** Log-sum-exp in float64, two passes. */
  @Benchmark
  public double plainLoop(Counts counts) {
    count(counts);
    double all = 0;
    for (int row = 0; row < logits.rows(); row++) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (int id = 0; id < logits.vocabulary(); id++) {
        greatest = Math.max(greatest, logit(row, id));
      }
      double sum = 0;
      for (int id = 0; id < logits.vocabulary(); id++) {
        sum += Math.exp(logit(row, id) - greatest);
      }
      all += greatest + Math.log(sum);
    }
    return all;
  }

  /** Reads the same memory. */
  @Benchmark
  public long sumOfLongs(Counts counts) {
    count(counts);
    long sum = 0;
    int longs = (int) (logits.offset(logits.rows()) / Long.BYTES);
    for (int at = 0; at < longs; at++) {
      sum += logits.values().getAtIndex(ValueLayout.JAVA_LONG, at);
    }
    return sum;
  }

  /** Scalar and vector kernels agree to the bit. */
  @TearDown(Level.Iteration)
  public void check() {
    for (int row = 0; scored && row < logits.rows(); row++) {
      if (stats.logSumExp(row) != expected.logSumExp(row)
          || stats.entropy(row) != expected.entropy(row)
          || stats.targetRank(row) != expected.targetRank(row)
          || stats.argMax(row) != expected.argMax(row)) {
        throw new AssertionError("row " + row + ": " + stats.logSumExp(row));
      }
    }
  }

  @TearDown
  public void close() {
    workspace.close();
    logits.close();
  }

  private LogitsStats pass(Kernels kernels, Counts counts) {
    count(counts);
    kernels.logitsStats(logits, workspace, stats);
    scored = true;
    return stats;
  }

  private void count(Counts counts) {
    counts.pairs += logits.rows();
    counts.bytes += logits.offset(logits.rows());
  }

  private double logit(int row, int id) {
    long offset = logits.offset(row) + (long) logits.format().bytes() * id;
    return switch (logits.format()) {
      case FLOAT32 -> logits.values().get(ValueLayout.JAVA_FLOAT, offset);
      case FLOAT16 -> Float.float16ToFloat(logits.values().get(ValueLayout.JAVA_SHORT, offset));
      case BFLOAT16 ->
          Float.intBitsToFloat(logits.values().get(ValueLayout.JAVA_SHORT, offset) << 16);
    };
  }
}
