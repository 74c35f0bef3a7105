// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.Aggregator;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Tallies;
import dev.sundog.batch.TokenSequences;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sundog inside another program: scores pairs in the program's memory, in calls of any size, for as
 * long as the program runs. Thread-safe; one per program is enough.
 *
 * <p>A call runs on the caller's thread, which may be a virtual one, unless {@link #threads} or
 * {@link #on} say otherwise. It copies the ids once, in batches that stay in the cache, and keeps
 * nothing. Off-heap memory is pooled: a few megabytes for each thread that is in a call at the same
 * time, freed by {@link #close()}. Results are the same for any number of threads and any size of
 * calls.
 *
 * <p>The methods that write into the caller's arrays allocate nothing once the kernels are
 * compiled. They may have written a part of the results when they throw. All methods throw:
 *
 * <ul>
 *   <li>{@link IllegalArgumentException} if the arguments do not fit each other
 *   <li>{@link dev.sundog.batch.MalformedDumpException} if an offset or an id is invalid, with its
 *       position
 *   <li>{@link dev.sundog.batch.LimitExceededException} if a sequence is longer than the limit
 *   <li>{@link java.util.concurrent.CancellationException} if the thread is interrupted and batches
 *       are left to score
 *   <li>{@link IllegalStateException} after {@link #close()}
 * </ul>
 */
public final class Scorer implements AutoCloseable {
  /** Fewest pairs of a call that is split. */
  private static final int SPLIT_PAIRS = 256;

  private static final int RANGES_PER_THREAD = 16;
  private static final int LARGEST_RANGE = 1 << 14;

  private final List<Metric> metrics;
  private final ScorerMemory memory;
  private final @Nullable Executor executor;
  private final int threads;

  private Scorer(
      List<Metric> metrics, ScorerMemory memory, @Nullable Executor executor, int threads) {
    this.metrics = metrics;
    this.memory = memory;
    this.executor = executor;
    this.threads = threads;
  }

  /**
   * A scorer on the caller's thread.
   *
   * @param metrics names of the metrics of {@code score}; none if only other methods are called
   * @throws IllegalArgumentException if a metric is unknown
   */
  public static Scorer of(String... metrics) {
    return of(Metrics.named(List.of(metrics)), BatchLimits.DEFAULT, Kernels.select());
  }

  /**
   * A scorer on the caller's thread.
   *
   * @param limits limits on single sequences; the size of batches does not limit a call
   * @param kernels the kernels to use
   */
  public static Scorer of(List<Metric> metrics, BatchLimits limits, Kernels kernels) {
    return new Scorer(List.copyOf(metrics), new ScorerMemory(limits, kernels), null, 1);
  }

  /** The same scorer, with the same memory, for other metrics. Closing one closes both. */
  public Scorer withMetrics(String... names) {
    return new Scorer(List.copyOf(Metrics.named(List.of(names))), memory, executor, threads);
  }

  /**
   * The same scorer, with the same memory, that splits large calls over the caller's thread and
   * {@code count − 1} threads of its own, which end with {@link #close()}.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public Scorer threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " threads");
    }
    return new Scorer(metrics, memory, count == 1 ? null : memory.threads(count - 1), count);
  }

  /**
   * The same scorer, with the same memory, that splits large calls over the caller's thread and an
   * executor of the caller's, up to the number of processors. Tasks that the executor rejects or
   * never runs are done by the caller's thread.
   */
  public Scorer on(Executor executor) {
    return new Scorer(metrics, memory, executor, Runtime.getRuntime().availableProcessors());
  }

  /** The metrics, in the order of the results of {@code score}. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** The kernels used so far: {@code scalar}, or {@code scalar, then vector (512 bits)}. */
  public String kernels() {
    return memory.kernels().description();
  }

  /** The Levenshtein distance of two sequences in tokens. */
  public int editDistance(int[] prediction, int[] reference) {
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(reference, "reference");
    ScorerWorker worker = memory.take();
    int distance;
    try {
      distance = worker.editDistance(prediction, reference);
    } catch (Throwable e) {
      worker.close();
      throw e;
    }
    memory.give(worker);
    return distance;
  }

  /** The Levenshtein distance of every pair in tokens. */
  public int[] editDistances(int[][] predictions, int[][] references) {
    int[] out = new int[predictions.length];
    editDistances(predictions, references, out);
    return out;
  }

  /**
   * Writes the Levenshtein distance of every pair in tokens.
   *
   * @param out room for at least as many results as pairs
   */
  public void editDistances(int[][] predictions, int[][] references, int[] out) {
    int pairs = ScorerArguments.pairs(predictions.length, references.length, out.length);
    if (split(pairs)) {
      split(
          pairs,
          (worker, from, to) -> {
            worker.source(predictions, references);
            worker.editDistances(from, to, out);
          });
      return;
    }
    ScorerWorker worker = memory.take();
    try {
      worker.source(predictions, references);
      worker.editDistances(0, pairs, out);
    } catch (Throwable e) {
      worker.close();
      throw e;
    }
    memory.give(worker);
  }

  /** Writes the Levenshtein distance of every pair in tokens. */
  public void editDistances(TokenSequences predictions, TokenSequences references, int[] out) {
    int pairs = ScorerArguments.pairs(predictions.count(), references.count(), out.length);
    if (split(pairs)) {
      split(
          pairs,
          (worker, from, to) -> {
            worker.source(predictions, references);
            worker.editDistances(from, to, out);
          });
      return;
    }
    ScorerWorker worker = memory.take();
    try {
      worker.source(predictions, references);
      worker.editDistances(0, pairs, out);
    } catch (Throwable e) {
      worker.close();
      throw e;
    }
    memory.give(worker);
  }

  /**
   * Writes the value of every metric and pair; NaN where a metric skips the pair.
   *
   * @param out by metric, room for at least as many values as pairs
   */
  public void score(TokenSequences predictions, TokenSequences references, double[][] out) {
    int pairs =
        ScorerArguments.pairs(
            predictions.count(), references.count(), ScorerArguments.room(metrics.size(), out));
    if (split(pairs)) {
      split(
          pairs,
          (worker, from, to) -> {
            worker.source(predictions, references);
            worker.score(metrics, from, to, out);
          });
      return;
    }
    ScorerWorker worker = memory.take();
    try {
      worker.source(predictions, references);
      worker.score(metrics, 0, pairs, out);
    } catch (Throwable e) {
      worker.close();
      throw e;
    }
    memory.give(worker);
  }

  /**
   * Scores pairs and summarizes them.
   *
   * @param predictions ids of the predictions; a null row is missing, which counts as wrong
   * @param references ids of the references; a null row is missing, which leaves the item unscored
   */
  public Scores score(int[][] predictions, int[][] references) {
    return score(TokenSequences.of(predictions), TokenSequences.of(references));
  }

  /** Scores pairs and summarizes them. */
  public Scores score(TokenSequences predictions, TokenSequences references) {
    int pairs = ScorerArguments.pairs(predictions.count(), references.count(), Integer.MAX_VALUE);
    ScoreCollector out = new ScoreCollector(metrics, pairs);
    Aggregator all = aggregator();
    split(
        pairs,
        (worker, from, to) -> {
          Aggregator part = aggregator();
          worker.source(predictions, references);
          worker.score(metrics, from, to, out, part);
          synchronized (all) {
            all.merge(part);
          }
        });
    return out.scores(summary(all));
  }

  /**
   * Scores the batches of a source on the caller's thread, and summarizes them. The source is not
   * closed.
   */
  public Scores score(BatchSource source) {
    if (!source.keyNames().isEmpty()) {
      throw new IllegalArgumentException(
          "The source has groups " + source.keyNames() + ". Use an Evaluator.");
    }
    ScoreCollector out = new ScoreCollector(metrics);
    Aggregator all = aggregator();
    ScorerWorker worker = memory.take();
    try {
      worker.score(metrics, source, out, all);
    } catch (Throwable e) {
      worker.close();
      throw e;
    }
    memory.give(worker);
    return out.scores(summary(all));
  }

  private Aggregator aggregator() {
    return new Aggregator(metrics, List.of(), 1);
  }

  private Summary summary(Aggregator all) {
    return RunRemarks.on(all.summary(AggregateOptions.STANDARD, null, 1), new Tallies());
  }

  private boolean split(int pairs) {
    return executor != null && pairs >= SPLIT_PAIRS;
  }

  private void split(int pairs, ScorerSplit.Range range) {
    int helpers = split(pairs) ? threads - 1 : 0;
    int size = Math.clamp(pairs / (threads * RANGES_PER_THREAD), 1, LARGEST_RANGE);
    new ScorerSplit(memory, range, pairs, helpers == 0 ? Math.max(1, pairs) : size)
        .run(executor == null ? Runnable::run : executor, helpers);
  }

  /** Frees the memory and ends the threads, after the calls that are running on them. */
  @Override
  public void close() {
    memory.close();
  }
}
