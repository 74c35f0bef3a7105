// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.gate;

import static java.lang.foreign.MemorySegment.copy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.LogitsColumn;
import dev.sundog.batch.LogitsColumn.Format;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.batch.TokenSequences;
import dev.sundog.bench.workload.Batches;
import dev.sundog.bench.workload.Logits;
import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.bench.workload.Workload;
import dev.sundog.bench.workload.Workloads;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import dev.sundog.kernel.LogitsStats;
import dev.sundog.run.Scorer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The list of the gate's probes. The columns of a probe fit the caches of one core, so other users
 * of the machine's memory have little effect.
 */
final class Probes {
  private static final int BOUND = 4;
  private static final int LOGITS_BYTES = 1_000_000;

  /** Opens one probe. */
  public interface Opening {
    /**
     * Generates the data.
     *
     * @param engine the kernels to judge
     * @return the probe, to be closed
     */
    Probe open(Kernels engine);
  }

  /** A kernel over two columns of tokens. */
  private interface PairKernel {
    void run(
        Kernels kernels,
        TokenColumn predictions,
        TokenColumn references,
        KernelScratch workspace,
        int[] out);
  }

  private Probes() {}

  /**
   * Every probe.
   *
   * @return openings, in the order of the report
   */
  public static List<Opening> all() {
    return List.of(
        editDistance(Workloads.W1, 16_384),
        editDistance(Workloads.W2, 4_096),
        editDistance(Workloads.W2_128K, 4_096),
        editDistance(Workloads.W3, 256),
        editDistance(Workloads.W4, 64),
        editDistance(Workloads.W4_ALIKE, 32),
        boundedEditDistance(Workloads.W2, 1_024),
        alignmentHits(Workloads.W2, 256),
        commonSubsequence(Workloads.W2, 1_024),
        exactMatch(Workloads.W1, 16_384),
        exactMatch(Workloads.W2, 4_096),
        exactMatch(Workloads.named("L4096-identical"), 32),
        commonPrefix(Workloads.W1, 16_384),
        commonPrefix(Workloads.W2, 4_096),
        hammingDistance(Workloads.W1, 16_384),
        hammingDistance(Workloads.W2, 4_096),
        logprobStats(Workloads.W2, 4_096),
        logprobStats(Workloads.W3, 512),
        embedding("embedding of rows", Workloads.W2, 4_096, true),
        embedding("embedding of flat ids", Workloads.W2, 4_096, false),
        logitsStats(Format.FLOAT32),
        logitsStats(Format.FLOAT16),
        logitsStats(Format.BFLOAT16));
  }

  private static Opening editDistance(Workload workload, int pairs) {
    return pairs("edit distance", workload, pairs, Kernels::editDistance);
  }

  private static Opening boundedEditDistance(Workload workload, int pairs) {
    return pairs(
        "edit distance to " + BOUND,
        workload,
        pairs,
        (k, p, r, w, out) -> k.boundedEditDistance(p, r, BOUND, w, out));
  }

  private static Opening alignmentHits(Workload workload, int pairs) {
    return pairs("alignment hits", workload, pairs, Kernels::alignmentHits);
  }

  private static Opening commonSubsequence(Workload workload, int pairs) {
    return pairs("subsequence", workload, pairs, Kernels::commonSubsequence);
  }

  private static Opening exactMatch(Workload workload, int pairs) {
    return pairs("exact match", workload, pairs, Kernels::exactMatch);
  }

  private static Opening commonPrefix(Workload workload, int pairs) {
    return pairs("common prefix", workload, pairs, Kernels::commonPrefix);
  }

  private static Opening hammingDistance(Workload workload, int pairs) {
    return pairs("hamming distance", workload, pairs, Kernels::hammingDistance);
  }

  private static Opening pairs(String name, Workload workload, int pairs, PairKernel kernel) {
    return engine -> {
      Batches batches = Batches.of(workload.generate(pairs, Workloads.SEED));
      SequenceBatch batch = batches.list().getFirst();
      TokenColumn p = batch.predictions();
      TokenColumn r = batch.references();
      Kernels twin = Kernels.scalar();
      KernelScratch workspace = new KernelScratch();
      int[] out = new int[pairs];
      int[] expected = new int[pairs];
      return probe(
          name + " " + workload.name(),
          batch.items(),
          List.of(p.values(), p.offsets(), r.values(), r.offsets()),
          () -> kernel.run(engine, p, r, workspace, out),
          () -> kernel.run(twin, p, r, workspace, expected),
          () -> Arrays.equals(out, expected),
          List.of(workspace::close, batches::close));
    };
  }

  /** A scorer's calls, beside the scalar kernel over the batch. */
  private static Opening embedding(String name, Workload workload, int pairs, boolean rows) {
    return engine -> {
      TokenPairs data = workload.generate(pairs, Workloads.SEED);
      Batches batches = Batches.of(data);
      SequenceBatch batch = batches.list().getFirst();
      TokenColumn p = batch.predictions();
      TokenColumn r = batch.references();
      Kernels twin = Kernels.scalar();
      KernelScratch workspace = new KernelScratch();
      Scorer scorer = Scorer.of(List.of(), BatchLimits.DEFAULT, engine);
      int[] out = new int[pairs];
      int[] expected = new int[pairs];
      return probe(
          name + " " + workload.name(),
          pairs,
          List.of(p.values(), p.offsets(), r.values(), r.offsets()),
          rows ? scoreRows(scorer, data, out) : scoreFlat(scorer, data, out),
          () -> twin.editDistance(p, r, workspace, expected),
          () -> Arrays.equals(out, expected),
          List.of(scorer::close, workspace::close, batches::close));
    };
  }

  private static Runnable scoreRows(Scorer scorer, TokenPairs data, int[] out) {
    int[][] predictions = new int[data.count()][];
    int[][] references = new int[data.count()][];
    Arrays.setAll(predictions, data::prediction);
    Arrays.setAll(references, data::reference);
    return () -> scorer.editDistances(predictions, references, out);
  }

  private static Runnable scoreFlat(Scorer scorer, TokenPairs data, int[] out) {
    TokenSequences predictions = TokenSequences.of(data.predictions(), data.predictionOffsets());
    TokenSequences references = TokenSequences.of(data.references(), data.referenceOffsets());
    return () -> scorer.editDistances(predictions, references, out);
  }

  private static Opening logprobStats(Workload workload, int items) {
    return engine -> {
      Batches batches = Batches.ofLogprobs(workload.lengths(), items, Workloads.SEED);
      LogprobColumn column = Objects.requireNonNull(batches.list().getFirst().logprobs());
      Kernels twin = Kernels.scalar();
      KernelScratch workspace = new KernelScratch();
      double[] sums = new double[items];
      double[] expectedSums = new double[items];
      float[] minima = new float[items];
      float[] expectedMinima = new float[items];
      return probe(
          "log-prob sum " + workload.name(),
          items,
          List.of(column.values(), column.offsets()),
          () -> engine.logprobStats(column, workspace, sums, minima),
          () -> twin.logprobStats(column, workspace, expectedSums, expectedMinima),
          () -> Arrays.equals(sums, expectedSums) && Arrays.equals(minima, expectedMinima),
          List.of(workspace::close, batches::close));
    };
  }

  private static Opening logitsStats(Format format) {
    return engine -> {
      LogitsColumn logits =
          Logits.rows(format, Workloads.SMALL_VOCABULARY, LOGITS_BYTES, Workloads.SEED);
      Kernels twin = Kernels.scalar();
      KernelScratch workspace = new KernelScratch();
      LogitsStats stats = new LogitsStats(logits.rows());
      LogitsStats expected = new LogitsStats(logits.rows());
      return probe(
          "logits " + format.name().toLowerCase(Locale.ROOT),
          logits.rows(),
          List.of(logits.values()),
          () -> engine.logitsStats(logits, workspace, stats),
          () -> twin.logitsStats(logits, workspace, expected),
          () -> agree(stats, expected, logits.rows()),
          List.of(workspace::close, logits::close));
    };
  }

  private static boolean agree(LogitsStats stats, LogitsStats expected, int rows) {
    return IntStream.range(0, rows)
        .allMatch(row ->
            stats.logSumExp(row) == expected.logSumExp(row)
                && stats.targetLogprob(row) == expected.targetLogprob(row)
                && stats.entropy(row) == expected.entropy(row)
                && stats.targetRank(row) == expected.targetRank(row)
                && stats.argMax(row) == expected.argMax(row));
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the probe
  private static Probe probe(
      String name,
      long items,
      List<MemorySegment> columns,
      Runnable engine,
      Runnable scalar,
      BooleanSupplier agree,
      List<Runnable> owned) {
    Arena arena = Arena.ofConfined();
    MemorySegment[] from = columns.toArray(MemorySegment[]::new);
    MemorySegment[] to = new MemorySegment[from.length];
    Arrays.setAll(to, i -> arena.allocate(from[i].byteSize(), 64));
    Runnable copying =
        () -> {
          for (int i = 0; i < from.length; i++) {
            copy(from[i], 0, to[i], 0, from[i].byteSize());
          }
        };
    return new Probe(
        name,
        items,
        columns.stream().mapToLong(MemorySegment::byteSize).sum(),
        engine,
        scalar,
        copying,
        agree,
        () -> {
          arena.close();
          owned.forEach(Runnable::run);
        });
  }
}
