// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run: scores a source of batches with metrics and returns a summary. Immutable;
 * may be used for several runs, also at the same time.
 *
 * @param metrics metrics to compute
 * @param kernels kernels that compute them
 * @param threads workers; each loads and scores whole batches
 * @param limits sizes beyond which batches are rejected
 * @param sink receives per-item scores
 * @param progress receives the progress
 * @param aggregates statistics of the summary for each group and metric
 */
public record Evaluator(
    List<Metric> metrics,
    Kernels kernels,
    int threads,
    BatchLimits limits,
    ScoreSink sink,
    ProgressListener progress,
    AggregateOptions aggregates) {
  /** Copies the list and checks the number of threads. */
  public Evaluator {
    metrics = List.copyOf(metrics);
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
  }

  /** Scores the named metrics with the best kernels on all processors, keeping the summary only. */
  public static Evaluator of(String... metrics) {
    return of(Metrics.named(List.of(metrics)));
  }

  /** Scores metrics with the best kernels on all processors, keeping the summary only. */
  public static Evaluator of(List<Metric> metrics) {
    return new Evaluator(
        metrics,
        Kernels.select(),
        Runtime.getRuntime().availableProcessors(),
        BatchLimits.DEFAULT,
        ScoreSink.NONE,
        ProgressListener.NONE,
        AggregateOptions.STANDARD);
  }

  /** The same with other kernels. */
  public Evaluator withKernels(Kernels kernels) {
    return new Evaluator(metrics, kernels, threads, limits, sink, progress, aggregates);
  }

  /** The same with another number of workers; results do not depend on it. */
  public Evaluator withThreads(int threads) {
    return new Evaluator(metrics, kernels, threads, limits, sink, progress, aggregates);
  }

  /** The same with other limits. */
  public Evaluator withLimits(BatchLimits limits) {
    return new Evaluator(metrics, kernels, threads, limits, sink, progress, aggregates);
  }

  /** The same with a sink for per-item scores. */
  public Evaluator withSink(ScoreSink sink) {
    return new Evaluator(metrics, kernels, threads, limits, sink, progress, aggregates);
  }

  /** The same with a listener. */
  public Evaluator withProgress(ProgressListener progress) {
    return new Evaluator(metrics, kernels, threads, limits, sink, progress, aggregates);
  }

  /** The same with other intervals, quantiles, or calibration. */
  public Evaluator withAggregates(AggregateOptions aggregates) {
    return new Evaluator(metrics, kernels, threads, limits, sink, progress, aggregates);
  }

  /** Parts of the items that a metric or the sink reads. */
  Set<Metric.Input> inputs() {
    Set<Metric.Input> inputs = EnumSet.noneOf(Metric.Input.class);
    inputs.addAll(sink.inputs());
    metrics.forEach(metric -> inputs.addAll(metric.description().inputs()));
    return inputs;
  }

  /**
   * Scores all batches of a source. The source is not closed.
   *
   * @return the summary, the same bits for any number of threads and batch size
   * @throws dev.sundog.batch.MalformedDumpException for the first bad record of the input
   * @throws dev.sundog.batch.LimitExceededException for the first record that exceeds a limit
   * @throws java.util.concurrent.CancellationException if the calling thread was interrupted
   */
  public Summary run(BatchSource source) {
    return new EvaluatorRun(this, source).run();
  }

  /** Scores all batches of a source and keeps every item's scores. The source is not closed. */
  public Scores scores(BatchSource source) {
    ScoreCollector collector = new ScoreCollector(metrics);
    Summary summary = withSink(collector).run(source);
    return collector.scores(summary);
  }

  /** Scores one batch and keeps every item's scores. */
  public Scores scores(SequenceBatch batch) {
    AtomicBoolean taken = new AtomicBoolean();
    return withThreads(1)
        .scores(
            new BatchSource() {
              @Override
              public List<String> keyNames() {
                return batch.groupKeys().names();
              }

              @Override
              public @Nullable BatchTask next() {
                return taken.getAndSet(true) ? null : worker -> batch;
              }

              @Override
              public void close() {}
            });
  }
}
