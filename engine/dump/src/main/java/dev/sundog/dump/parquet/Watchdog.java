// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.parquet;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Ends a call that waits for ever: the threads of a decoder can end on damaged data without telling
 * the one that waits for them.
 */
final class Watchdog {
  private final Duration limit;

  /** A watchdog that interrupts calls after some time. */
  Watchdog(Duration limit) {
    this.limit = limit;
  }

  /**
   * The result of a call.
   *
   * @throws IllegalStateException if it took longer than allowed
   */
  <T> T call(Callable<T> task) throws Exception {
    Thread caller = Thread.currentThread();
    boolean[] late = new boolean[1];
    boolean[] done = new boolean[1];
    Thread watcher =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(limit);
              } catch (InterruptedException e) {
                return;
              }
              synchronized (done) {
                if (!done[0]) {
                  late[0] = true;
                  caller.interrupt();
                }
              }
            });
    try {
      return task.call();
    } catch (Exception e) {
      synchronized (done) {
        if (late[0]) {
          throw new IllegalStateException("no rows within " + limit.toSeconds() + " seconds", e);
        }
      }
      throw e;
    } finally {
      synchronized (done) {
        done[0] = true;
        if (late[0]) {
          Thread.interrupted();
        }
      }
      watcher.interrupt();
    }
  }
}
