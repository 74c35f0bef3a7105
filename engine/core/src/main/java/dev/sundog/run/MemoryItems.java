// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.ChoiceColumn;
import dev.sundog.batch.SequenceBatch;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items in the caller's memory as a source of batches: what {@link Scorer#score(BatchSource)} takes
 * for log-probs and choices. May be used once. Errors give the number of the item, from 1.
 */
public final class MemoryItems implements BatchSource {
  /** Appends one item to a batch, without ending it. */
  public interface Reader {
    /** Appends the parts of an item. */
    void read(int item, BatchAppender appender);
  }

  private static final int BATCH_ITEMS = 4096;

  /** Numbers, tokens or characters after which a batch ends. */
  private static final long BATCH_SIZE = 1 << 20;

  private final int count;
  private final IntToLongFunction size;
  private final Reader reader;
  private int next;

  private MemoryItems(int count, IntToLongFunction size, Reader reader) {
    this.count = count;
    this.size = size;
    this.reader = reader;
  }

  /**
   * Items of any kind.
   *
   * @param size numbers, tokens or characters of an item
   * @param reader appends the items, in order, from one thread at a time
   */
  public static MemoryItems of(int count, IntToLongFunction size, Reader reader) {
    return new MemoryItems(count, size, reader);
  }

  /** Items with log-probs of their tokens, in nats. */
  public static MemoryItems logprobs(float[][] nats) {
    return of(
        nats.length,
        item -> nats[item].length,
        (item, appender) -> {
          for (float one : nats[item]) {
            appender.logprob(one);
          }
          appender.endLogprobs();
        });
  }

  /**
   * Items with log-probs of their tokens, end to end.
   *
   * @param nats log-probs in nats
   * @param offsets first log-prob of every item, and the end of the last one's
   * @throws IndexOutOfBoundsException if an offset decreases or is beyond the values
   */
  public static MemoryItems logprobs(float[] nats, int[] offsets) {
    for (int item = 1; item < offsets.length; item++) {
      Objects.checkFromToIndex(offsets[item - 1], offsets[item], nats.length);
    }
    return of(
        Math.max(0, offsets.length - 1),
        item -> offsets[item + 1] - offsets[item],
        (item, appender) -> {
          for (int index = offsets[item]; index < offsets[item + 1]; index++) {
            appender.logprob(nats[index]);
          }
          appender.endLogprobs();
        });
  }

  /**
   * Items with choices.
   *
   * @param loglikelihoods log-likelihood of every choice of every item, in nats
   * @param correct number of the correct choice of every item, from 0
   * @throws IllegalArgumentException if the counts differ
   * @throws IndexOutOfBoundsException if a correct choice is none of its item's
   */
  public static MemoryItems choices(double[][] loglikelihoods, int[] correct) {
    if (loglikelihoods.length != correct.length) {
      throw new IllegalArgumentException(
          loglikelihoods.length + " items, " + correct.length + " correct choices");
    }
    for (int item = 0; item < correct.length; item++) {
      Objects.checkIndex(correct[item], loglikelihoods[item].length);
    }
    int unknown = ChoiceColumn.UNKNOWN;
    return of(
        correct.length,
        item -> loglikelihoods[item].length,
        (item, appender) -> {
          double[] choices = loglikelihoods[item];
          for (int choice = 0; choice < choices.length; choice++) {
            double weight = choice == correct[item] ? 1 : 0;
            appender.choice(choices[choice], Double.NaN, weight, unknown, unknown, unknown);
          }
        });
  }

  @Override
  public @Nullable BatchTask next() {
    if (next == count) {
      return null;
    }
    int from = next;
    long total = 0;
    while (next < count && next - from < BATCH_ITEMS && total < BATCH_SIZE) {
      total += size.applyAsLong(next++);
    }
    int to = next;
    return worker -> load(from, to, worker);
  }

  private SequenceBatch load(int from, int to, WorkerContext worker) {
    BatchAppender appender = worker.appender();
    for (int item = from; item < to; item++) {
      worker.position().set("item", item + 1L, -1);
      reader.read(item, appender);
      appender.endItem();
    }
    return appender.finish();
  }

  @Override
  public void close() {}
}
