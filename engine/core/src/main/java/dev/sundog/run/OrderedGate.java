// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/**
 * Lets workers pass in the order of their tasks and hands a number from each to the next. A task
 * that fails closes the gate for all later ones; earlier ones still pass.
 */
final class OrderedGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long next;
  private long carried;
  private long shutFrom = Long.MAX_VALUE;

  /**
   * Waits until all earlier tasks have passed, then passes.
   *
   * @param ordinal the task's ordinal, from 0
   * @param last whether this is the last batch of the task
   * @param turn runs at that time: from the number of the last batch to the one for the next
   * @return the number of the last batch
   * @throws CancellationException if an earlier batch failed
   */
  long pass(long ordinal, boolean last, LongUnaryOperator turn) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (next != ordinal && ordinal < shutFrom) {
        moved.await();
      }
      if (ordinal >= shutFrom) {
        throw new CancellationException();
      }
    } finally {
      lock.unlock();
    }
    long before = carried;
    long after = turn.applyAsLong(before);
    lock.lock();
    try {
      carried = after;
      next += last ? 1 : 0;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    return before;
  }

  /** Closes the gate for this ordinal and all later ones. */
  void shut(long ordinal) {
    lock.lock();
    try {
      shutFrom = Math.min(shutFrom, ordinal);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
