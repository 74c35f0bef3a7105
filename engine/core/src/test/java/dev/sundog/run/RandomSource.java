// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.SequenceBatch;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Seeded items, the same whatever the batch size: with and without references, predictions,
 * log-probs (some of them −∞) and texts, in groups.
 */
class RandomSource implements BatchSource {
  private final int items;
  private final int batchItems;
  private int next;

  RandomSource(int items, int batchItems) {
    this.items = items;
    this.batchItems = batchItems;
  }

  @Override
  public List<String> keyNames() {
    return List.of("model", "length");
  }

  @Override
  public @Nullable BatchTask next() {
    if (next == items) {
      return null;
    }
    int first = next;
    next = Math.min(items, first + batchItems);
    int end = next;
    return worker -> {
      BatchAppender appender = worker.appender();
      for (int item = first; item < end; item++) {
        Random random = new Random(42L * 1_000_003 + item);
        int[] reference = random.ints(random.nextInt(7), 0, 9).toArray();
        appender.group(
            appender
                .groupKeys()
                .code(List.of("m" + random.nextInt(3), Integer.toString(reference.length))));
        if (random.nextInt(16) > 0) {
          int[] prediction = reference.clone();
          for (int at = 0; at < prediction.length; at++) {
            prediction[at] += random.nextInt(4) == 0 ? 70_000 : 0;
          }
          appender.prediction(prediction);
        }
        if (random.nextInt(16) > 0) {
          appender.reference(reference);
          if (random.nextInt(4) == 0) {
            appender.reference(random.ints(3, 0, 9).toArray());
          }
        }
        if (random.nextInt(8) > 0) {
          for (int token = 0; token < reference.length; token++) {
            boolean impossible = random.nextInt(50) == 0;
            appender.logprob(impossible ? Float.NEGATIVE_INFINITY : -random.nextFloat() * 9);
          }
          appender.endLogprobs();
        }
        byte[] id = Integer.toString(item).getBytes(UTF_8);
        appender.id(id, 0, id.length).endItem();
      }
      return finish(appender.finish(), first);
    };
  }

  /** What becomes of a batch; tests make it fail. */
  SequenceBatch finish(SequenceBatch batch, int firstItem) {
    return batch;
  }

  @Override
  public void close() {}
}
