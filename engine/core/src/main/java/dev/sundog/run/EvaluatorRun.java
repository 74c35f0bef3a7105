// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.aggregate.Aggregator;
import dev.sundog.aggregate.ItemPart;
import dev.sundog.aggregate.ItemValues;
import dev.sundog.aggregate.Summary;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.Tallies;
import dev.sundog.metric.BatchCounts;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreBuffer;
import dev.sundog.metric.ScoreColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of an {@link Evaluator}. Every worker takes its next task from the source itself, under a
 * lock: that is short, so no queue is needed, and memory holds one batch per worker. Batches are
 * handed on in the order of the input if the scores of single items are needed.
 *
 * <p>After a failure no further task is taken, tasks before the failed one are finished, and the
 * failure with the lowest ordinal is thrown: the same one for any number of threads.
 */
final class EvaluatorRun {
  private final Evaluator evaluator;
  private final BatchSource source;
  private final Object sourceLock = new Object();
  private final Object countLock = new Object();

  /** Whether somebody needs the items in order; if not, no worker waits for another. */
  private final boolean ordered;

  private final OrderedGate itemNumbers = new OrderedGate();
  private final OrderedGate writing = new OrderedGate();
  private final List<Aggregator> aggregators = new ArrayList<>();
  private final Tallies tallies = new Tallies();
  private final @Nullable ItemValues values;
  private long taken;
  private boolean ended;
  private volatile double progress;
  private long scored;
  private long failedOrdinal = Long.MAX_VALUE;
  private @Nullable Throwable failure;

  EvaluatorRun(Evaluator evaluator, BatchSource source) {
    this.evaluator = evaluator;
    this.source = source;
    values =
        evaluator.aggregates().needItems()
            ? new ItemValues(
                evaluator.metrics(),
                evaluator.aggregates(),
                source.keyNames(),
                evaluator.limits().keptBytes())
            : null;
    ordered = values != null || !evaluator.sink().equals(ScoreSink.NONE);
  }

  private record Ticket(long ordinal, BatchTask task) {}

  Summary run() {
    List<Thread> workers = new ArrayList<>();
    try {
      for (int worker = 0; worker < evaluator.threads(); worker++) {
        workers.add(worker(worker));
      }
    } catch (Throwable e) {
      fail(-1, e); // For example no memory for another thread: the running ones must end.
    }
    join(workers);
    throwFailure();
    source.checkErrors();
    Aggregator all = aggregators.get(0);
    aggregators.subList(1, aggregators.size()).forEach(all::merge);
    return RunRemarks.on(all.summary(evaluator.aggregates(), values, evaluator.threads()), tallies);
  }

  private Thread worker(int number) {
    Aggregator aggregator =
        new Aggregator(evaluator.metrics(), source.keyNames(), evaluator.limits().groups());
    aggregators.add(aggregator);
    return Thread.ofPlatform()
        .name("sundog-worker-" + number)
        .daemon()
        .start(() -> work(aggregator));
  }

  private void join(List<Thread> workers) {
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      fail(-1, new CancellationException("the run was interrupted"));
      workers.forEach(Thread::interrupt);
      workers.forEach(EvaluatorRun::joinUninterruptibly);
      Thread.currentThread().interrupt();
    }
  }

  private static void joinUninterruptibly(Thread worker) {
    boolean joined = false;
    while (!joined) {
      try {
        worker.join();
        joined = true;
      } catch (InterruptedException e) {
        joined = false; // The run is being cancelled already; the caller's flag is set at its end.
      }
    }
  }

  private void throwFailure() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private void work(Aggregator aggregator) {
    long ordinal = -1;
    try (WorkerContext worker = context();
        BatchCounts counts = new BatchCounts()) {
      Set<Metric.Input> inputs = evaluator.inputs();
      List<ScoreBuffer> buffers =
          evaluator.metrics().stream()
              .map(metric -> new ScoreBuffer(metric.description().aggregation()))
              .toList();
      worker
          .appender()
          .reads(inputs.contains(Metric.Input.TOKENS), inputs.contains(Metric.Input.TEXTS));
      worker.appender().numbers().want(inputs.contains(Metric.Input.NUMBERS));
      for (Ticket ticket = take(); ticket != null; ticket = take()) {
        ordinal = ticket.ordinal();
        for (BatchTask part = ticket.task(), rest; part != null; part = rest) {
          worker.appender().clear();
          SequenceBatch batch = part.load(worker);
          rest = part.rest();
          List<ScoreColumn> columns = score(batch, counts, buffers, aggregator);
          if (ordered) {
            write(ordinal, rest == null, batch, columns);
          } else {
            count(batch.items());
          }
        }
      }
      synchronized (sourceLock) {
        tallies.merge(worker.appender().tallies());
      }
    } catch (CancellationException e) {
      return; // An earlier batch failed, and recorded why.
    } catch (Throwable e) {
      fail(ordinal, e);
    }
  }

  private WorkerContext context() {
    GroupKeys keys = new GroupKeys(source.keyNames());
    return new WorkerContext(evaluator.limits(), keys, evaluator.kernels());
  }

  private @Nullable Ticket take() {
    synchronized (sourceLock) {
      if (ended) {
        return null;
      }
      try {
        BatchTask task = source.next();
        progress = source.progress();
        ended = task == null;
        return task == null ? null : new Ticket(taken++, task);
      } catch (RuntimeException | Error e) {
        fail(taken, e);
        return null;
      }
    }
  }

  private List<ScoreColumn> score(
      SequenceBatch batch, BatchCounts counts, List<ScoreBuffer> buffers, Aggregator aggregator) {
    List<Metric> metrics = evaluator.metrics();
    counts.begin();
    for (int metric = 0; metric < metrics.size(); metric++) {
      buffers.get(metric).reset(batch.items());
      metrics.get(metric).score(batch, evaluator.kernels(), counts, buffers.get(metric));
    }
    List<ScoreColumn> columns = buffers.stream().map(ScoreBuffer::column).toList();
    aggregator.add(batch, columns);
    return columns;
  }

  private void write(long ordinal, boolean last, SequenceBatch batch, List<ScoreColumn> columns)
      throws InterruptedException {
    int items = batch.items();
    long first = itemNumbers.pass(ordinal, last, before -> before + items);
    Runnable keep = keep(first, batch, columns);
    Runnable write = evaluator.sink().prepare(first, batch, evaluator.metrics(), columns);
    writing.pass(
        ordinal,
        last,
        before -> {
          keep.run();
          write.run();
          count(items);
          return before;
        });
  }

  private void count(int items) {
    synchronized (countLock) {
      scored += items;
      evaluator.progress().scored(scored, progress);
    }
  }

  private Runnable keep(long firstItem, SequenceBatch batch, List<ScoreColumn> columns) {
    if (values == null) {
      return () -> {};
    }
    ItemPart part = values.copy(firstItem, batch, columns);
    return () -> values.add(part);
  }

  private void fail(long ordinal, Throwable cause) {
    synchronized (sourceLock) {
      ended = true;
      if (ordinal < failedOrdinal) {
        failedOrdinal = ordinal;
        failure = cause;
      }
      itemNumbers.shut(ordinal);
      writing.shut(ordinal);
    }
  }
}
