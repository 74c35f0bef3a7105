// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Independent tasks over a few threads; a single one is the caller's own. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs tasks 0 to {@code tasks − 1}; which thread runs which is open.
   *
   * @param tasks number of tasks
   * @param threads most threads at the same time, 1 or more
   * @param task takes a task's number
   * @throws CancellationException if the calling thread was interrupted; its flag stays set
   */
  public static void run(int tasks, int threads, IntConsumer task) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    if (Math.min(tasks, threads) <= 1) {
      for (int number = 0; number < tasks; number++) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        task.accept(number);
      }
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(tasks, threads),
            Thread.ofPlatform().name("sundog-statistics-", 0).daemon().factory());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int number = 0; number < tasks; number++) {
        int own = number;
        running.add(pool.submit(() -> task.accept(own)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("the statistics were interrupted");
  }
}
