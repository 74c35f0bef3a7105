// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.Lengths;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import java.util.Arrays;
import java.util.Objects;
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

/** Sums and minima of log-probs: scalar and vector kernels, and a plain loop. */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogprobBenchmark {
  /** Name of the workload whose lengths the items have. */
  @Param({"W1", "W2", "W3", "W4", "L1", "L5", "L16", "L63", "L64", "L65", "L256", "L1024", "L4096"})
  public String workload;

  /** Log-probs of all items together. */
  @Param("8000000")
  public int tokens;

  private final Kernels scalarKernels = Kernels.scalar();
  private final Kernels vectorKernels = Kernels.vector();
  private final KernelScratch workspace = new KernelScratch();
  private Batches batches;
  private double[] sums;
  private float[] minima;
  private double[] expected;
  private float[] expectedMinima;
  private int last = -1;

  @Setup
  public void setUp() {
    Lengths lengths = Workloads.named(workload).lengths();
    int items = 2 * tokens / (lengths.min() + lengths.max());
    batches = Batches.ofLogprobs(lengths, items, Workloads.SEED);
    int most = batches.list().stream().mapToInt(SequenceBatch::items).max().orElseThrow();
    sums = new double[most];
    minima = new float[most];
    expected = new double[most];
    expectedMinima = new float[most];
  }

  @Benchmark
  public double[] scalar(Counts counts) {
    return pass(scalarKernels, counts);
  }

  @Benchmark
  public double[] vector(Counts counts) {
    return pass(vectorKernels, counts);
  }

  /** One running sum: its order, and so its rounding, differs from the kernels'. */
  @Benchmark
  public double[] plainLoop(Counts counts) {
    LogprobColumn column = next(counts);
    for (int item = 0; item < column.count(); item++) {
      double sum = 0;
      float minimum = 0;
      for (int token = 0; token < column.length(item); token++) {
        float nats = column.logprob(item, token);
        sum += nats;
        minimum = Math.min(minimum, nats);
      }
      sums[item] = sum;
      minima[item] = minimum;
    }
    return sums;
  }

  /** Scalar and vector kernels agree to the bit, the plain loop within its rounding. */
  @TearDown(Level.Iteration)
  public void check() {
    if (last < 0) {
      return;
    }
    LogprobColumn column = column(last);
    scalarKernels.logprobStats(column, workspace, expected, expectedMinima);
    for (int item = 0; item < column.count(); item++) {
      double tolerance = 1e-12 * column.length(item) * -expected[item];
      if (!(Math.abs(sums[item] - expected[item]) <= tolerance)) {
        throw new AssertionError(
            "item %d: sum %s, expected %s".formatted(item, sums[item], expected[item]));
      }
    }
    int differs = Arrays.mismatch(minima, 0, column.count(), expectedMinima, 0, column.count());
    if (differs >= 0) {
      throw new AssertionError("item " + differs + ": minimum " + minima[differs]);
    }
  }

  @TearDown
  public void close() {
    workspace.close();
    batches.close();
  }

  private double[] pass(Kernels kernels, Counts counts) {
    kernels.logprobStats(next(counts), workspace, sums, minima);
    return sums;
  }

  private LogprobColumn next(Counts counts) {
    last = last + 1 == batches.list().size() ? 0 : last + 1;
    LogprobColumn column = column(last);
    counts.pairs += column.count();
    counts.bytes += Float.BYTES * column.offset(column.count());
    return column;
  }

  private LogprobColumn column(int batch) {
    return Objects.requireNonNull(batches.list().get(batch).logprobs());
  }
}
