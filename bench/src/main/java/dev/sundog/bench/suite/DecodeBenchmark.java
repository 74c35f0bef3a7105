// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.bench.workload.Workload;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.run.Evaluator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 * JSON Lines of token ids to a summary of exact match on one thread; bytes are those of the file.
 */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  /** Selects the scalar or the vector decoders of the readers that are opened next. */
  private static final String DECODERS = "sundog.kernels";

  /** Name of the file's workload. */
  @Param({"W1", "W2"})
  public String workload;

  /** Fewest tokens per side. */
  @Param("8000000")
  public int tokens;

  private Path dump;
  private int items;
  private double expected;
  private double summed;

  @Setup
  public void setUp() throws IOException {
    Workload named = Workloads.named(workload);
    items = PairData.pairs(named, tokens, Double.POSITIVE_INFINITY);
    TokenPairs pairs = named.generate(items, Workloads.SEED);
    dump = Files.createTempDirectory("sundog-bench").resolve(workload + ".jsonl");
    try (Batches batches = Batches.of(pairs, 1024);
        Writer writer = Files.newBufferedWriter(dump, US_ASCII)) {
      for (SequenceBatch batch : batches.list()) {
        for (int item = 0; item < batch.items(); item++) {
          int[] prediction = batch.predictions().toArray(item);
          int[] reference = batch.references().toArray(item);
          expected += Arrays.equals(prediction, reference) ? 1 : 0;
          writer.write(
              "{\"prediction\":" + json(prediction) + ",\"reference\":" + json(reference) + "}\n");
        }
      }
    }
    summed = expected;
  }

  private static String json(int[] ids) {
    return Arrays.toString(ids).replace(" ", "");
  }

  @Benchmark
  public double scalar(Counts counts) throws IOException {
    return evaluate("scalar", counts);
  }

  @Benchmark
  public double vector(Counts counts) throws IOException {
    return evaluate("vector", counts);
  }

  private double evaluate(String decoders, Counts counts) throws IOException {
    String before = System.getProperty(DECODERS);
    System.setProperty(DECODERS, decoders);
    try (DumpSource source = Dumps.open(List.of(dump), DumpSpec.DEFAULT, BatchLimits.DEFAULT)) {
      summed = Evaluator.of("exact_match").withThreads(1).run(source).metric("exact_match").sum();
    } finally {
      if (before == null) {
        System.clearProperty(DECODERS);
      } else {
        System.setProperty(DECODERS, before);
      }
    }
    counts.pairs += items;
    counts.bytes += Files.size(dump);
    return summed;
  }

  @TearDown
  public void check() throws IOException {
    Files.delete(dump);
    Files.delete(dump.getParent());
    if (summed != expected) {
      throw new AssertionError(summed + " exact matches, expected " + expected);
    }
  }
}
