package dev.sundog.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/**
 * Lets workers pass in the order of their batches' ordinals, carrying a number along. A batch that
 * fails shuts the turnstile for all later ones; earlier ones still pass.
 */
final class OrderedGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long next;
  private long carried;
  private long shutFrom = Long.MAX_VALUE;

  /**
   * Waits for the turn of a batch, then passes.
   *
   * @param ordinal the batch's ordinal, from 0
   * @param turn from the number carried so far to the one for the next batch, run in the turn
   * @return the number carried before this turn
   * @throws CancellationException if an earlier batch failed
   */
  long pass(long ordinal, LongUnaryOperator turn) throws InterruptedException {
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
      next++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    return before;
  }

  /** Lets no batch pass from this ordinal on. */
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
