// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.emergence.workload.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** Pairs, or log-probs of random lengths, as batches for kernels. */
public final class Batches implements AutoCloseable {
  private static final int MAX_TOKENS = 4 << 20;
  private static final float STEEPNESS = 12;

  private final List<BatchAppender> builders = new ArrayList<>();
  private final List<SequenceBatch> batches = new ArrayList<>();

  private Batches() {}

  /** Pairs in order, with the engine's default batch size; at most 4 Mi tokens per batch. */
  public static Batches of(TokenPairs pairs) {
    return of(pairs, BatchLimits.DEFAULT.batchItems());
  }

  /**
   * Pairs in order.
   *
   * @param batchPairs pairs per batch; a batch ends earlier at 4 Mi tokens
   */
  public static Batches of(TokenPairs pairs, int batchPairs) {
    int[] p = pairs.predictionOffsets();
    int[] r = pairs.referenceOffsets();
    Batches all = new Batches();
    BatchAppender appender = all.open();
    int first = 0;
    for (int i = 0; i < pairs.count(); i++) {
      if (appender.items() == batchPairs
          || p[i + 1] - p[first] + r[i + 1] - r[first] > MAX_TOKENS) {
        appender = all.next();
        first = i;
      }
      appender.prediction(pairs.predictions(), p[i], p[i + 1] - p[i]);
      appender.reference(pairs.references(), r[i], r[i + 1] - r[i]);
      appender.endItem();
    }
    all.finish();
    return all;
  }

  /**
   * Log-probs from 0 to −12 nats, most of them near 0, as in a model's output.
   *
   * @param lengths number of log-probs per item
   * @param items items of all batches together
   * @return batches with their own memory; items have log-probs only
   */
  public static Batches ofLogprobs(Lengths lengths, int items, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    Batches all = new Batches();
    BatchAppender appender = all.open();
    int tokens = 0;
    for (int item = 0; item < items; item++) {
      int length = lengths.draw(random);
      if (appender.items() == BatchLimits.DEFAULT.batchItems() || tokens + length > MAX_TOKENS) {
        appender = all.next();
        tokens = 0;
      }
      for (int token = 0; token < length; token++) {
        float uniform = (float) random.nextDouble();
        appender.logprob(-STEEPNESS * uniform * uniform * uniform);
      }
      appender.endLogprobs().endItem();
      tokens += length;
    }
    all.finish();
    return all;
  }

  /**
   * The batches, in the order of the pairs.
   *
   * @return at least one, valid until {@link #close()}
   */
  public List<SequenceBatch> list() {
    return batches;
  }

  /** Frees the memory of all batches. */
  @Override
  public void close() {
    builders.forEach(BatchAppender::close);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  private BatchAppender open() {
    BatchAppender appender = new BatchAppender(BatchLimits.DEFAULT, new GroupKeys(List.of()));
    builders.add(appender);
    return appender;
  }

  private BatchAppender next() {
    finish();
    return open();
  }

  private void finish() {
    batches.add(builders.getLast().finish());
  }
}
