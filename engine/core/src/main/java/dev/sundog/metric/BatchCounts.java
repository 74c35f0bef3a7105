package dev.sundog.metric;

import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What metrics share of one batch: each count is made once, for the first metric that asks. One per
 * worker, reused. Not thread-safe.
 */
public final class BatchCounts implements AutoCloseable {
  private enum Count {
    PREDICTION_TOKENS,
    REFERENCE_TOKENS,
    EXACT_MATCH,
    TEXT_EXACT_MATCH,
    PREFIX_MATCH,
    HAMMING,
    EDIT_DISTANCE,
    ALIGNMENT,
    SUBSEQUENCE,
    LOGPROBS
  }

  private static final int[] NO_ROOM = {};

  private final KernelScratch workspace = new KernelScratch();
  private final EnumSet<Count> done = EnumSet.noneOf(Count.class);
  private final Map<Count, int[]> counts = new EnumMap<>(Count.class);
  private double[] logprobSums = new double[0];
  private float[] logprobMinima = new float[0];

  /** An empty scratch. */
  public BatchCounts() {}

  /** Begins a batch: whatever was counted of the last one is forgotten. */
  public void begin() {
    done.clear();
  }

  @Override
  public void close() {
    workspace.close();
  }

  /** The worker's kernel scratch. */
  public KernelScratch workspace() {
    return workspace;
  }

  /** Per pair, the length of the prediction in tokens. */
  public int[] predictionTokens(SequenceBatch batch) {
    return counted(Count.PREDICTION_TOKENS, batch.pairs(), batch.predictions()::lengths);
  }

  /** Per pair, the length of the reference in tokens. */
  public int[] referenceTokens(SequenceBatch batch) {
    return counted(Count.REFERENCE_TOKENS, batch.pairs(), batch.references()::lengths);
  }

  /** Per pair, 1 where the tokens are the same, else 0. */
  public int[] exactMatches(SequenceBatch batch, Kernels kernels) {
    return counted(
        Count.EXACT_MATCH,
        batch.pairs(),
        out -> kernels.exactMatch(batch.predictions(), batch.references(), workspace, out));
  }

  /** Per pair, 1 where the texts are the same, else 0. */
  public int[] textExactMatches(TokenColumn predictions, TokenColumn references, Kernels kernels) {
    return counted(
        Count.TEXT_EXACT_MATCH,
        predictions.count(),
        out -> kernels.exactMatch(predictions, references, workspace, out));
  }

  /** Per pair, 1 where the prediction begins with the reference, else 0. */
  public int[] prefixMatches(SequenceBatch batch, Kernels kernels) {
    int[] references = referenceTokens(batch);
    int pairs = batch.pairs();
    return counted(
        Count.PREFIX_MATCH,
        pairs,
        out -> {
          kernels.commonPrefix(batch.predictions(), batch.references(), workspace, out);
          for (int pair = 0; pair < pairs; pair++) {
            out[pair] = out[pair] == references[pair] ? 1 : 0;
          }
        });
  }

  /** Per pair, the Hamming distance in tokens, length gap included. */
  public int[] hammingDistances(SequenceBatch batch, Kernels kernels) {
    return counted(
        Count.HAMMING,
        batch.pairs(),
        out -> kernels.hammingDistance(batch.predictions(), batch.references(), workspace, out));
  }

  /** Per pair, the Levenshtein distance in tokens. */
  public int[] editDistances(SequenceBatch batch, Kernels kernels) {
    return counted(
        Count.EDIT_DISTANCE,
        batch.pairs(),
        out -> kernels.editDistance(batch.predictions(), batch.references(), workspace, out));
  }

  /** Per pair, the hits of its alignment. */
  public int[] alignmentHits(SequenceBatch batch, Kernels kernels) {
    return counted(
        Count.ALIGNMENT,
        batch.pairs(),
        out -> kernels.alignmentHits(batch.predictions(), batch.references(), workspace, out));
  }

  /** Per pair, the length of the longest common subsequence in tokens. */
  public int[] commonSubsequences(SequenceBatch batch, Kernels kernels) {
    return counted(
        Count.SUBSEQUENCE,
        batch.pairs(),
        out -> kernels.commonSubsequence(batch.predictions(), batch.references(), workspace, out));
  }

  private int[] counted(Count count, int pairs, Consumer<int[]> kernel) {
    int[] known = counts.getOrDefault(count, NO_ROOM);
    if (!done.add(count)) {
      return known;
    }
    int[] out = known.length >= pairs ? known : new int[Math.max(pairs, 2 * known.length)];
    counts.put(count, out);
    kernel.accept(out);
    return out;
  }

  /** Per item, the sum of its log-probs in nats. */
  public double[] logprobSums(LogprobColumn logprobs, Kernels kernels) {
    countLogprobs(logprobs, kernels);
    return logprobSums;
  }

  /** Per item, the smallest of its log-probs in nats. */
  public float[] logprobMinima(LogprobColumn logprobs, Kernels kernels) {
    countLogprobs(logprobs, kernels);
    return logprobMinima;
  }

  private void countLogprobs(LogprobColumn logprobs, Kernels kernels) {
    if (done.add(Count.LOGPROBS)) {
      if (logprobSums.length < logprobs.count()) {
        int length = Math.max(logprobs.count(), 2 * logprobSums.length);
        logprobSums = new double[length];
        logprobMinima = new float[length];
      }
      kernels.logprobStats(logprobs, workspace, logprobSums, logprobMinima);
    }
  }
}
