// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.batch.BatchLimits;
import dev.sundog.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Idle workers and threads of a {@link Scorer}. A thread takes the worker that it returned last, if
 * no other thread took it since. Without a lock, and without a thread-local, so that a million
 * virtual threads need no more workers than run at once.
 */
final class ScorerMemory implements AutoCloseable {
  /** Most idle workers; a power of two. */
  private static final int IDLE = 64;

  /** Slots per worker: one line of the cache. */
  private static final int SPREAD = 16;

  /** Off-heap memory of an idle worker, in bytes: enough for every batch but a huge pair. */
  private static final long IDLE_BYTES = 8L << 20;

  private final BatchLimits limits;
  private final Kernels kernels;
  private final AtomicReferenceArray<@Nullable ScorerWorker> idle =
      new AtomicReferenceArray<>(IDLE * SPREAD);
  private final List<ExecutorService> executors = new ArrayList<>();
  private volatile boolean closed;

  ScorerMemory(BatchLimits limits, Kernels kernels) {
    this.limits = limits;
    this.kernels = kernels;
  }

  Kernels kernels() {
    return kernels;
  }

  /**
   * An idle worker, or a new one.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  ScorerWorker take() {
    if (closed) {
      throw new IllegalStateException("The scorer is closed.");
    }
    int home = (int) Thread.currentThread().threadId();
    for (int probe = 0; probe < IDLE; probe++) {
      int slot = (home + probe & IDLE - 1) * SPREAD;
      ScorerWorker worker = idle.get(slot) == null ? null : idle.getAndSet(slot, null);
      if (worker != null) {
        return worker;
      }
    }
    return new ScorerWorker(limits, kernels);
  }

  /** Returns a worker after a call that succeeded. */
  void give(ScorerWorker worker) {
    worker.release();
    if (worker.bytes() <= IDLE_BYTES) {
      int home = (int) Thread.currentThread().threadId();
      for (int probe = 0; probe < IDLE; probe++) {
        int slot = (home + probe & IDLE - 1) * SPREAD;
        if (idle.get(slot) == null && idle.compareAndSet(slot, null, worker)) {
          if (closed) {
            closeIdle();
          }
          return;
        }
      }
    }
    worker.close();
  }

  /** Threads that end with {@link #close()}; started by the first large call. */
  synchronized ExecutorService threads(int count) {
    if (closed) {
      throw new IllegalStateException("The scorer is closed.");
    }
    ExecutorService executor =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("sundog-scorer-", 0).factory());
    executors.add(executor);
    return executor;
  }

  private void closeIdle() {
    for (int slot = 0; slot < IDLE; slot++) {
      ScorerWorker worker = idle.getAndSet(slot * SPREAD, null);
      if (worker != null) {
        worker.close();
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (ExecutorService executor : executors) {
      executor.close();
    }
    executors.clear();
    closeIdle();
  }
}
