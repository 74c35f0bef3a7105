// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import dev.sundog.batch.TokenSequences;
import dev.sundog.bench.rival.Rival;
import dev.sundog.bench.workload.TokenPairs;
import dev.sundog.kernel.Kernels;
import dev.sundog.run.Scorer;
import java.util.Arrays;
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
 * Edit distance from another program: a kept scorer over rows and over flat ids on the heap, the
 * kernels alone over batches, and the rivals on ids packed as characters.
 */
@State(Scope.Thread)
@Fork(
    value = 3,
    jvmArgsAppend = {Forks.VECTORS, Forks.NATIVE_ACCESS, Forks.AGRONA})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EmbeddingBenchmark {
  /** Name of the workload. */
  @Param({"W1", "W2", "W3", "W4"})
  public String workload;

  /** Most tokens per side. */
  @Param("400000")
  public int tokens;

  private final Kernels vectorKernels = Kernels.vector();
  private final Scorer scorer = Scorer.of("token_edit_distance");
  private PairData data;
  private RivalData rivalData;
  private int[][] predictionRows;
  private int[][] referenceRows;
  private TokenSequences predictions;
  private TokenSequences references;
  private int[] out;
  private double[][] values;

  @Setup
  public void setUp() {
    data = PairData.of(workload, tokens, Kernels::editDistance);
    rivalData = new RivalData(data);
    TokenPairs pairs = data.pairs();
    predictionRows = new int[pairs.count()][];
    referenceRows = new int[pairs.count()][];
    Arrays.setAll(predictionRows, pairs::prediction);
    Arrays.setAll(referenceRows, pairs::reference);
    predictions = TokenSequences.of(pairs.predictions(), pairs.predictionOffsets());
    references = TokenSequences.of(pairs.references(), pairs.referenceOffsets());
    out = new int[pairs.count()];
    values = new double[1][pairs.count()];
  }

  @Benchmark
  public int[] rows(Counts counts) {
    scorer.editDistances(predictionRows, referenceRows, out);
    return checked(counts);
  }

  @Benchmark
  public int[] flat(Counts counts) {
    scorer.editDistances(predictions, references, out);
    return checked(counts);
  }

  @Benchmark
  public double[][] metric(Counts counts) {
    scorer.score(predictions, references, values);
    counts.pairs += out.length;
    return values;
  }

  /** One pair per call. */
  @Benchmark
  public int[] single(Counts counts) {
    for (int pair = 0; pair < out.length; pair++) {
      out[pair] = scorer.editDistance(predictionRows[pair], referenceRows[pair]);
    }
    return checked(counts);
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
  public int gwtMyers(Counts counts) {
    return rivalData.pass(Rival.GWT_MYERS, counts);
  }

  private int[] checked(Counts counts) {
    counts.pairs += out.length;
    if (!Arrays.equals(out, data.expected())) {
      throw new AssertionError("the scorer's distances differ from the scalar kernels'");
    }
    return out;
  }

  @TearDown
  public void close() {
    scorer.close();
    data.close();
  }
}
