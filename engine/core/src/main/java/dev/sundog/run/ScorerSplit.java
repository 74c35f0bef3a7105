// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One large call of a {@link Scorer}, split into ranges of pairs that several threads take in turn.
 * The caller's thread takes part, so that the call ends even if the executor never runs a helper.
 */
final class ScorerSplit {
  /** Scores a range of pairs with a worker. */
  interface Range {
    void score(ScorerWorker worker, int from, int to);
  }

  private final ScorerMemory memory;
  private final Range range;
  private final int pairs;
  private final int size;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Threads at work; closed to helpers that begin after the last range was taken. */
  private final Phaser working = new Phaser(1);

  /**
   * A call.
   *
   * @param pairs number of pairs
   * @param size pairs of a range
   */
  ScorerSplit(ScorerMemory memory, Range range, int pairs, int size) {
    this.memory = memory;
    this.range = range;
    this.pairs = pairs;
    this.size = size;
  }

  /** Scores all pairs on this thread and up to {@code helpers} threads of an executor. */
  void run(Executor executor, int helpers) {
    try {
      for (int helper = 0; helper < helpers; helper++) {
        executor.execute(this::help);
      }
    } catch (RejectedExecutionException e) {
      // Without more helpers the call is slower, not wrong.
    }
    work();
    working.arriveAndAwaitAdvance();
    working.forceTermination();
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void help() {
    if (next.get() < pairs && working.register() >= 0) {
      try {
        work();
      } finally {
        working.arriveAndDeregister();
      }
    }
  }

  private void work() {
    try {
      ScorerWorker worker = memory.take();
      try {
        for (int from = next.getAndAdd(size);
            from >= 0 && from < pairs;
            from = next.getAndAdd(size)) {
          range.score(worker, from, Math.min(pairs, from + size));
        }
      } catch (Throwable e) {
        worker.close();
        throw e;
      }
      memory.give(worker);
    } catch (Throwable e) {
      next.set(pairs);
      failure.compareAndSet(null, e);
    }
  }
}
