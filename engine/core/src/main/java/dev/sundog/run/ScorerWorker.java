// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.Aggregator;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.PairImporter;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenSequences;
import dev.sundog.kernel.KernelScratch;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.ScoreColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The memory with which one thread at a time works on the calls of a {@link Scorer}, kept from call
 * to call. Every method scores a range of the pairs that the worker refers to.
 */
final class ScorerWorker implements AutoCloseable {
  private static final int[] NO_TOKENS = {};

  private final BatchLimits limits;
  private final Kernels kernels;
  private final PairImporter importer;
  private final KernelScratch scratch = new KernelScratch();
  private final BatchCounts counts = new BatchCounts();
  private final int[][] onePrediction = new int[1][];
  private final int[][] oneReference = new int[1][];
  private final int[] oneResult = new int[1];
  private int[] results = {};
  private List<Metric> metrics = List.of();
  private ScoreBuffer[] buffers = {};
  private @Nullable WorkerContext context;

  ScorerWorker(BatchLimits limits, Kernels kernels) {
    this.limits = limits;
    this.kernels = kernels;
    importer = new PairImporter(limits);
  }

  /** Refers to pairs as rows, until {@link #release()}. */
  void source(int[][] predictions, int[][] references) {
    importer.source(predictions, references);
  }

  /** Refers to pairs, until {@link #release()}. */
  void source(TokenSequences predictions, TokenSequences references) {
    importer.source(predictions, references);
  }

  /** Refers to no pairs. */
  void release() {
    importer.release();
    onePrediction[0] = NO_TOKENS;
    oneReference[0] = NO_TOKENS;
  }

  /** Bytes of off-heap memory that grow with the largest pair. */
  long bytes() {
    return importer.bytes();
  }

  /** The edit distance of one pair. */
  int editDistance(int[] prediction, int[] reference) {
    onePrediction[0] = prediction;
    oneReference[0] = reference;
    source(onePrediction, oneReference);
    editDistances(0, 1, oneResult);
    return oneResult[0];
  }

  /** Writes the edit distances of a range of pairs at their place in {@code out}. */
  void editDistances(int from, int to, int[] out) {
    for (int next = from; next < to; ) {
      SequenceBatch batch = load(next, to);
      int count = batch.items();
      int[] room = room(next, count, out);
      kernels.editDistance(batch.predictions(), batch.references(), scratch, room);
      keep(room, next, count, out);
      next = after(next + count, to);
    }
  }

  /** Writes 1 where the tokens of a pair are the same, else 0. */
  void exactMatches(int from, int to, int[] out) {
    for (int next = from; next < to; ) {
      SequenceBatch batch = load(next, to);
      int count = batch.items();
      int[] room = room(next, count, out);
      kernels.exactMatch(batch.predictions(), batch.references(), scratch, room);
      keep(room, next, count, out);
      next = after(next + count, to);
    }
  }

  /** A batch without missing sequences. */
  private SequenceBatch load(int next, int to) {
    SequenceBatch batch = importer.load(next, to);
    if (!batch.complete()) {
      int item = 0;
      while (batch.hasPrediction(item) && batch.hasReference(item)) {
        item++;
      }
      throw new IllegalArgumentException(
          (batch.hasPrediction(item) ? "references[" : "predictions[")
              + (next + item)
              + "] is null. Use score(), which accepts missing sequences.");
    }
    return batch;
  }

  /** Results of a batch that begins at 0 are written in place. */
  private int[] room(int next, int count, int[] out) {
    if (next == 0) {
      return out;
    }
    if (results.length < count) {
      results = new int[Math.max(count, 2 * results.length)];
    }
    return results;
  }

  private static void keep(int[] room, int next, int count, int[] out) {
    if (next != 0) {
      System.arraycopy(room, 0, out, next, count);
    }
  }

  /** The next pair, unless the thread was interrupted and pairs are left. */
  private static int after(int next, int to) {
    if (next < to && Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The call was interrupted after pair " + next + ".");
    }
    return next;
  }

  /** Writes the values of a range of pairs, by metric and pair. */
  void score(List<Metric> metrics, int from, int to, double[][] out) {
    prepare(metrics);
    for (int next = from; next < to; ) {
      SequenceBatch batch = importer.load(next, to);
      score(batch);
      for (int metric = 0; metric < buffers.length; metric++) {
        buffers[metric].values(out[metric], next);
      }
      next = after(next + batch.items(), to);
    }
  }

  /** Keeps the scores of a range of pairs. */
  void score(List<Metric> metrics, int from, int to, ScoreCollector out, Aggregator all) {
    prepare(metrics);
    for (int next = from; next < to; ) {
      SequenceBatch batch = importer.load(next, to);
      out.put(next, columns(batch, all), batch.items());
      next = after(next + batch.items(), to);
    }
  }

  /** Keeps the scores of all batches of a source. */
  void score(List<Metric> metrics, BatchSource source, ScoreCollector out, Aggregator all) {
    prepare(metrics);
    WorkerContext worker = context();
    int next = 0;
    for (BatchTask task = source.next(); task != null; task = source.next()) {
      worker.appender().clear();
      SequenceBatch batch = task.load(worker);
      out.append(columns(batch, all), batch.items());
      next = after(Math.addExact(next, batch.items()), Integer.MAX_VALUE);
    }
  }

  private List<ScoreColumn> columns(SequenceBatch batch, Aggregator all) {
    score(batch);
    List<ScoreColumn> columns = new ArrayList<>(buffers.length);
    for (ScoreBuffer buffer : buffers) {
      columns.add(buffer.column());
    }
    all.add(batch, columns);
    return columns;
  }

  private void score(SequenceBatch batch) {
    counts.begin();
    for (int metric = 0; metric < buffers.length; metric++) {
      buffers[metric].reset(batch.items());
      metrics.get(metric).score(batch, kernels, counts, buffers[metric]);
    }
  }

  private void prepare(List<Metric> metrics) {
    if (!this.metrics.equals(metrics)) {
      counts.closeStates();
      this.metrics = metrics;
      buffers = new ScoreBuffer[metrics.size()];
      for (int metric = 0; metric < buffers.length; metric++) {
        buffers[metric] = new ScoreBuffer(metrics.get(metric).description().aggregation());
      }
    }
  }

  private WorkerContext context() {
    if (context == null) {
      context = new WorkerContext(limits, new GroupKeys(List.of()), kernels);
    }
    return context;
  }

  @Override
  public void close() {
    importer.close();
    scratch.close();
    counts.close();
    if (context != null) {
      context.close();
    }
  }
}
