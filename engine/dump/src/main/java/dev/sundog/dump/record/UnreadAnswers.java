// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.Message;
import dev.sundog.dump.spec.Field;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts the answers of records that have several, of which only the first is read. */
final class UnreadAnswers implements Findings {
  private final LongAdder records = new LongAdder();
  private final LongAdder answers = new LongAdder();

  /** Adds a record with a number of answers. */
  void add(int count) {
    if (count > 1) {
      records.increment();
      answers.add(count);
    }
  }

  @Override
  public void clear() {
    records.reset();
    answers.reset();
  }

  @Override
  public List<Message> messages() {
    long several = records.sum();
    return several == 0
        ? List.of()
        : List.of(
            Message.of(
                "{} of {} answers were not read: {} with several answers, of which the first is"
                    + " scored. Set {} to the path of another",
                answers.sum() - several,
                answers.sum(),
                several == 1 ? "1 record" : several + " records",
                Field.PREDICTION));
  }
}
