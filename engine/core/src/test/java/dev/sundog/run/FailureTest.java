// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.aggregate.Summary;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.fixture.NativeMemory;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that fails tells the first cause, and leaves no thread and no memory. */
@Timeout(60)
class FailureTest {
  private static final int ITEMS = 4_000;
  private static final Evaluator EVALUATOR =
      Evaluator.of("exact_match", "token_edit_distance", "logprob_sum");

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sundog-worker"));
  }

  /** Fails in the batches of these first items, later ones sooner. */
  private static RandomSource failing(int... firstItems) {
    return new RandomSource(ITEMS, 10) {
      @Override
      SequenceBatch finish(SequenceBatch batch, int firstItem) {
        for (int failing : firstItems) {
          if (failing == firstItem) {
            pause(ITEMS - failing);
            throw new MalformedDumpException("dump", failing, -1, "bad");
          }
        }
        return batch;
      }
    };
  }

  private static void pause(long micros) {
    long end = System.nanoTime() + micros * 1_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void theFailureOfTheFirstBatchIsTold(int threads) {
    for (int run = 0; run < 5; run++) {
      RandomSource source = failing(100 * run + 20, 100 * run + 30, 100 * run + 50);
      int first = 100 * run + 20;
      assertThatThrownBy(() -> EVALUATOR.withThreads(threads).run(source))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessage("dump, record " + first + ": bad");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatCameBeforeTheFailureIsWritten(int threads) {
    AtomicInteger written = new AtomicInteger();
    Evaluator evaluator =
        EVALUATOR
            .withThreads(threads)
            .withSink((first, batch, metrics, scores) -> () -> written.addAndGet(batch.items()));
    assertThatThrownBy(() -> evaluator.run(failing(500)))
        .isInstanceOf(MalformedDumpException.class);
    assertThat(written).hasValue(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSourceThatFailsIsTold(int threads) {
    RandomSource source =
        new RandomSource(ITEMS, 10) {
          private int batches;

          @Override
          public @Nullable BatchTask next() {
            if (batches++ == 50) {
              throw new LimitExceededException("dump", 51, -1, Limit.KEPT_BYTES, "too much");
            }
            return super.next();
          }
        };
    assertThatThrownBy(() -> EVALUATOR.withThreads(threads).run(source))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void workersThatRunEndWhenAnotherCantBeStarted() {
    AtomicInteger asked = new AtomicInteger();
    RandomSource source =
        new RandomSource(ITEMS, 10) {
          @Override
          public List<String> keyNames() {
            if (asked.incrementAndGet() > 5) {
              throw new IllegalStateException("no more");
            }
            return super.keyNames();
          }

          @Override
          SequenceBatch finish(SequenceBatch batch, int firstItem) {
            pause(2_000);
            return batch;
          }
        };
    assertThatThrownBy(() -> EVALUATOR.withThreads(16).run(source)).hasMessage("no more");
  }

  @Test
  void aWorkerThatCantStartFailsTheRun() {
    Thread caller = Thread.currentThread();
    RandomSource source =
        new RandomSource(ITEMS, 10) {
          @Override
          public List<String> keyNames() {
            if (Thread.currentThread() != caller) {
              throw new IllegalStateException("no keys");
            }
            return super.keyNames();
          }
        };
    assertThatThrownBy(() -> EVALUATOR.withThreads(2).run(source)).hasMessage("no keys");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSinkThatFailsIsTold(int threads) {
    Evaluator evaluator =
        EVALUATOR
            .withThreads(threads)
            .withSink((first, batch, metrics, scores) ->
                () -> {
                  if (first >= 300) {
                    throw new IllegalStateException("full at " + first);
                  }
                });
    assertThatThrownBy(() -> evaluator.run(new RandomSource(ITEMS, 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full at 300");
  }

  @Test
  void moreGroupsThanTheLimitAreRefused() {
    BatchLimits limits = new BatchLimits(10, 1 << 20, 100, 10, 20, 1);
    assertThatThrownBy(
            () -> EVALUATOR.withThreads(1).withLimits(limits).run(new RandomSource(ITEMS, 10)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("BatchLimits.groups");
    assertThatThrownBy(
            () -> EVALUATOR.withThreads(3).withLimits(limits).run(new RandomSource(ITEMS, 10)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("BatchLimits.groups");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anInterruptCancelsTheRun(int threads) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    RandomSource endless =
        new RandomSource(Integer.MAX_VALUE, 10) {
          @Override
          SequenceBatch finish(SequenceBatch batch, int firstItem) {
            begun.countDown();
            return batch;
          }
        };
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Summary summary = EVALUATOR.withThreads(threads).run(endless);
                thrown.set(new AssertionError(summary.items() + " items"));
              } catch (CancellationException e) {
                thrown.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    begun.await();
    runner.interrupt();
    runner.join();
    assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    assertThat(flag.get()).isTrue();
  }

  @Test
  void allNativeMemoryIsFreedEvenAfterAFailure() {
    long before = NativeMemory.heldBytes();
    assertThatThrownBy(() -> EVALUATOR.withThreads(3).run(failing(500, 510)))
        .isInstanceOf(MalformedDumpException.class);
    assertThat(EVALUATOR.withThreads(3).run(new RandomSource(ITEMS, 100)).items()).isEqualTo(ITEMS);
    assertThat(NativeMemory.heldBytes()).isEqualTo(before);
  }
}
