// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Parts of an input, such as blocks, that a thread of its own reads into a bounded queue. The
 * thread starts with the first {@link #next()}, which one thread at a time may call.
 *
 * @param <T> a part
 */
public final class ReadAhead<T> implements AutoCloseable {
  private static final int PARTS = 4;

  /** Reads an input in order, on the thread that runs ahead. */
  @FunctionalInterface
  public interface Input<T> {
    /** The next part, or null at the end. */
    @Nullable T next();
  }

  /** What the thread puts into the queue: a part, or at the end none, or why it failed. */
  private record Step<T>(@Nullable T part, @Nullable Throwable failure) {}

  private final Input<T> input;
  private final DoubleSupplier share;
  private final OneToOneConcurrentArrayQueue<Step<T>> ready =
      new OneToOneConcurrentArrayQueue<>(PARTS);
  private @Nullable Thread thread;
  private @Nullable Step<T> last;
  private volatile boolean stopped;
  private volatile double progress;

  /**
   * Parts of an input.
   *
   * @param input reads the next part
   * @param share share of the input that was read, 0 to 1, or NaN if its length is not known
   */
  public ReadAhead(Input<T> input, DoubleSupplier share) {
    this.input = input;
    this.share = share;
    progress = share.getAsDouble();
  }

  /**
   * The next part, or null at the end. Waits for it.
   *
   * @throws RuntimeException what the input threw
   */
  public @Nullable T next() {
    if (last == null) {
      Step<T> step = take();
      if (step.part() != null) {
        return step.part();
      }
      last = step;
    }
    return switch (last.failure()) {
      case null -> null;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    };
  }

  private Step<T> take() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("sundog-read-ahead").daemon().start(this::run);
    }
    IdleStrategy idle = idle();
    while (true) {
      Step<T> step = ready.poll();
      if (step != null) {
        return step;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("reading was interrupted");
      }
      idle.idle();
    }
  }

  private void run() {
    try {
      T part;
      do {
        part = input.next();
        progress = share.getAsDouble();
        put(new Step<>(part, null));
      } while (part != null && !stopped);
    } catch (RuntimeException | Error e) {
      put(new Step<>(null, e));
    }
  }

  private void put(Step<T> step) {
    IdleStrategy idle = idle();
    while (!stopped && !ready.offer(step)) {
      idle.idle();
    }
  }

  private static IdleStrategy idle() {
    return new BackoffIdleStrategy(
        0, 10, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MICROSECONDS.toNanos(500));
  }

  /** Share of the input that was read. */
  public double progress() {
    return progress;
  }

  /** Ends the thread; what it reads can be closed afterwards. */
  @Override
  public void close() {
    stopped = true;
    Thread started = thread;
    if (started != null) {
      started.interrupt();
      boolean interrupted = false;
      while (started.isAlive()) {
        try {
          started.join();
        } catch (InterruptedException e) {
          interrupted = true; // The thread ends soon; the caller's flag is set again.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
