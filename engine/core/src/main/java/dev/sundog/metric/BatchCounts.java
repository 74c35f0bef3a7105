// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.LogprobColumn;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts of one batch that metrics share: each is computed once, for the first metric that asks.
 * One per worker, reused from batch to batch. Not thread-safe.
 */
public final class BatchCounts implements AutoCloseable {
  /** Reusable memory of one metric in one worker. */
  public interface State extends AutoCloseable {
    @Override
    void close();
  }

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
    LOGPROBS,
    SOFTMAX
  }

  private static final int[] NO_ROOM = {};

  private final KernelScratch workspace = new KernelScratch();
  private final EnumSet<Count> done = EnumSet.noneOf(Count.class);
  private final EnumMap<Count, int[]> counts = new EnumMap<>(Count.class);
  private final Map<Integer, int[]> bounded = new HashMap<>();
  private final IdentityHashMap<Metric, State> states = new IdentityHashMap<>();
  private final ChoiceSoftmax softmax = new ChoiceSoftmax();
  private double[] logprobSums = new double[0];
  private float[] logprobMinima = new float[0];

  /** Counts of no batch yet. */
  public BatchCounts() {}

  /** Begins a batch: the counts of the previous one are dropped. */
  public void begin() {
    done.clear();
  }

  /** Closes the memory of single metrics, for other metrics to follow. */
  public void closeStates() {
    states.values().forEach(State::close);
    states.clear();
    bounded.clear();
  }

  @Override
  public void close() {
    workspace.close();
    closeStates();
  }

  /**
   * A metric's own memory in this worker, created on first use and closed with these counts.
   *
   * @param owner the metric, compared by identity
   * @param type type of the memory
   * @param create creates it
   */
  public <T extends State> T state(Metric owner, Class<T> type, Supplier<T> create) {
    return type.cast(states.computeIfAbsent(owner, unknown -> create.get()));
  }

  /** Per pair, the length of the prediction in tokens. */
  public int[] predictionTokens(SequenceBatch batch) {
    int[] out = room(Count.PREDICTION_TOKENS, batch.pairs());
    if (done.add(Count.PREDICTION_TOKENS)) {
      batch.predictions().lengths(out);
    }
    return out;
  }

  /** Per pair, the length of the reference in tokens. */
  public int[] referenceTokens(SequenceBatch batch) {
    int[] out = room(Count.REFERENCE_TOKENS, batch.pairs());
    if (done.add(Count.REFERENCE_TOKENS)) {
      batch.references().lengths(out);
    }
    return out;
  }

  /** Per pair, 1 where the tokens are the same, else 0. */
  public int[] exactMatches(SequenceBatch batch, Kernels kernels) {
    int[] out = room(Count.EXACT_MATCH, batch.pairs());
    if (done.add(Count.EXACT_MATCH)) {
      kernels.exactMatch(batch.predictions(), batch.references(), workspace, out);
    }
    return out;
  }

  /** Per pair, 1 where the texts are the same, else 0. */
  public int[] textExactMatches(TokenColumn predictions, TokenColumn references, Kernels kernels) {
    int[] out = room(Count.TEXT_EXACT_MATCH, predictions.count());
    if (done.add(Count.TEXT_EXACT_MATCH)) {
      kernels.exactMatch(predictions, references, workspace, out);
    }
    return out;
  }

  /** Per pair, 1 where the prediction begins with the reference, else 0. */
  public int[] prefixMatches(SequenceBatch batch, Kernels kernels) {
    int[] references = referenceTokens(batch);
    int pairs = batch.pairs();
    int[] out = room(Count.PREFIX_MATCH, pairs);
    if (done.add(Count.PREFIX_MATCH)) {
      kernels.commonPrefix(batch.predictions(), batch.references(), workspace, out);
      for (int pair = 0; pair < pairs; pair++) {
        out[pair] = out[pair] == references[pair] ? 1 : 0;
      }
    }
    return out;
  }

  /** Per pair, the Hamming distance in tokens, length gap included. */
  public int[] hammingDistances(SequenceBatch batch, Kernels kernels) {
    int[] out = room(Count.HAMMING, batch.pairs());
    if (done.add(Count.HAMMING)) {
      kernels.hammingDistance(batch.predictions(), batch.references(), workspace, out);
    }
    return out;
  }

  /** Per pair, the Levenshtein distance in tokens. */
  public int[] editDistances(SequenceBatch batch, Kernels kernels) {
    int[] out = room(Count.EDIT_DISTANCE, batch.pairs());
    if (done.add(Count.EDIT_DISTANCE)) {
      kernels.editDistance(batch.predictions(), batch.references(), workspace, out);
    }
    return out;
  }

  /** Per pair, the hits of its alignment. */
  public int[] alignmentHits(SequenceBatch batch, Kernels kernels) {
    int[] out = room(Count.ALIGNMENT, batch.pairs());
    if (done.add(Count.ALIGNMENT)) {
      kernels.alignmentHits(batch.predictions(), batch.references(), workspace, out);
    }
    return out;
  }

  /** Per pair, the length of the longest common subsequence in tokens. */
  public int[] commonSubsequences(SequenceBatch batch, Kernels kernels) {
    int[] out = room(Count.SUBSEQUENCE, batch.pairs());
    if (done.add(Count.SUBSEQUENCE)) {
      kernels.commonSubsequence(batch.predictions(), batch.references(), workspace, out);
    }
    return out;
  }

  /** Per pair, the Levenshtein distance in tokens up to a bound; above it, the bound + 1. */
  public int[] boundedEditDistances(SequenceBatch batch, Kernels kernels, int bound) {
    int[] out = withRoom(bounded.getOrDefault(bound, NO_ROOM), batch.pairs());
    bounded.put(bound, out);
    kernels.boundedEditDistance(batch.predictions(), batch.references(), bound, workspace, out);
    return out;
  }

  /** The array of a count: the same one until the next batch. */
  private int[] room(Count count, int pairs) {
    int[] known = counts.getOrDefault(count, NO_ROOM);
    if (known.length < pairs) {
      known = withRoom(known, pairs);
      counts.put(count, known);
    }
    return known;
  }

  private static int[] withRoom(int[] known, int pairs) {
    return known.length >= pairs ? known : new int[Math.max(pairs, 2 * known.length)];
  }

  /** The softmax of the items' choices. */
  public ChoiceSoftmax softmax(ChoiceColumn choices) {
    if (done.add(Count.SOFTMAX)) {
      softmax.compute(choices);
    }
    return softmax;
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
