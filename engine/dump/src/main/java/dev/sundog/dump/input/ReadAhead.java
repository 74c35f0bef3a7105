// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of another source, taken from it by a thread of its own into a bounded queue. The thread
 * starts with the first {@link #next()}.
 */
final class ReadAhead implements BlockSource {
  private static final int BLOCKS = 4;

  /** What the thread puts into the queue: a block, or at the end none, or why it failed. */
  private record Step(@Nullable BlockTask block, @Nullable Throwable failure) {}

  private final BlockSource blocks;
  private final OneToOneConcurrentArrayQueue<Step> ready =
      new OneToOneConcurrentArrayQueue<>(BLOCKS);
  private @Nullable Thread thread;
  private @Nullable Step last;
  private volatile boolean stopped;
  private volatile double progress;

  /** Blocks of a source, which is closed with this. */
  ReadAhead(BlockSource blocks) {
    this.blocks = blocks;
    progress = blocks.progress();
  }

  @Override
  public @Nullable BlockTask next() {
    if (last == null) {
      Step step = take();
      if (step.block() != null) {
        return step.block();
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

  private Step take() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("sundog-read-ahead").daemon().start(this::run);
    }
    IdleStrategy idle = idle();
    while (true) {
      Step step = ready.poll();
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
      BlockTask block;
      do {
        block = blocks.next();
        progress = blocks.progress();
        put(new Step(block, null));
      } while (block != null && !stopped);
    } catch (RuntimeException | Error e) {
      put(new Step(null, e));
    }
  }

  private void put(Step step) {
    IdleStrategy idle = idle();
    while (!stopped && !ready.offer(step)) {
      idle.idle();
    }
  }

  private static IdleStrategy idle() {
    return new BackoffIdleStrategy(
        0, 10, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MICROSECONDS.toNanos(500));
  }

  @Override
  public double progress() {
    return progress;
  }

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
    blocks.close();
  }
}
