// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.bench.workload.Workload;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.sdog.NativeDumpWriter;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A native dump to a summary of all token metrics, on one and two threads; and the kernels of these
 * metrics alone, on batches in memory.
 */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {
      Forks.VECTORS,
      Forks.NATIVE_ACCESS,
      Forks.AGRONA,
      Forks.CHRONICLE_UNSAFE,
      Forks.CHRONICLE_CHANNELS,
      Forks.CHRONICLE_REFLECTION,
      Forks.CHRONICLE_CLEANING
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EndToEndBenchmark {
  private static final Evaluator EVALUATOR =
      Evaluator.of(
          "token_edit_distance",
          "token_error_rate",
          "exact_match",
          "prefix_match",
          "hamming_distance",
          "token_accuracy",
          "edit_similarity");

  /** Fewest pairs of a batch, if there are enough: kernels fill their lanes from them. */
  private static final int LEAST_PAIRS = 1024;

  /** Most pairs of a batch, as {@code convert} writes them. */
  private static final int MOST_PAIRS = 16_384;

  /** Fewest batches: with few of them one thread waits for the other at the end. */
  private static final int BATCHES = 64;

  /** Name of the dump's workload. */
  @Param({"W1", "W2", "W3", "W4"})
  public String workload;

  /** Fewest tokens per side, so that starting threads and allocating memory do not count. */
  @Param("32000000")
  public int tokens;

  private final KernelScratch workspace = new KernelScratch();
  private Batches batches;
  private Path dump;
  private int[] out;
  private int items;
  private int copies;
  private double expected;
  private double summed;

  @Setup
  public void setUp() throws IOException {
    Workload named = Workloads.named(workload);
    items = PairData.pairs(named, tokens, Double.POSITIVE_INFINITY);
    TokenPairs pairs = named.generate(items, Workloads.SEED);
    copies = (int) Math.ceilDiv(2L * tokens, pairs.tokens());
    int least = Math.clamp(items / 8, 1, LEAST_PAIRS);
    batches = Batches.of(pairs, Math.clamp(items / BATCHES, least, MOST_PAIRS));
    out = new int[batches.list().stream().mapToInt(SequenceBatch::items).max().orElseThrow()];
    dump = Files.createTempDirectory("sundog-bench").resolve(workload + ".sdog");
    try (NativeDumpWriter writer = NativeDumpWriter.to(dump, List.of())) {
      for (SequenceBatch batch : batches.list()) {
        writer.write(batch);
      }
      writer.commit();
    }
    kernelsOnly(new Counts());
    expected = summed;
  }

  @Benchmark
  public double oneThread(Counts counts) throws IOException {
    return evaluate(1, counts);
  }

  @Benchmark
  public double twoThreads(Counts counts) throws IOException {
    return evaluate(2, counts);
  }

  @Benchmark
  public double kernelsOnly(Counts counts) {
    Kernels kernels = EVALUATOR.kernels();
    summed = 0;
    for (SequenceBatch batch : batches.list()) {
      TokenColumn predictions = batch.predictions();
      TokenColumn references = batch.references();
      kernels.exactMatch(predictions, references, workspace, out);
      kernels.commonPrefix(predictions, references, workspace, out);
      kernels.hammingDistance(predictions, references, workspace, out);
      kernels.editDistance(predictions, references, workspace, out);
      for (int item = 0; item < batch.items(); item++) {
        summed += out[item];
      }
      counts.bytes += predictions.width() * (predictions.tokens() + references.tokens());
    }
    counts.pairs += items;
    return summed;
  }

  @TearDown
  public void check() throws IOException {
    batches.close();
    Files.delete(dump);
    Files.delete(dump.getParent());
    if (summed != expected) {
      throw new AssertionError("edit distances sum to " + summed + ", expected " + expected);
    }
  }

  private double evaluate(int threads, Counts counts) throws IOException {
    DumpSpec options = DumpSpec.DEFAULT.with(Field.FORMAT, "sdog");
    try (DumpSource source =
        Dumps.open(Collections.nCopies(copies, dump), options, BatchLimits.DEFAULT)) {
      var summary = EVALUATOR.withThreads(threads).run(source);
      summed = summary.groups().getFirst().metrics().getFirst().sum() / copies;
    }
    counts.pairs += (long) copies * items;
    counts.bytes += copies * Files.size(dump);
    return summed;
  }
}
