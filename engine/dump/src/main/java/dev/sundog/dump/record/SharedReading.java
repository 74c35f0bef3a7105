// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the readers of all workers share: the references of another file, and counts. */
final class SharedReading implements Findings {
  final @Nullable GoldFile gold;
  final UnreadAnswers unread = new UnreadAnswers();

  SharedReading(DumpSpec spec, BatchLimits limits) {
    gold = spec.givesAny(Field.GOLD_FILES) ? GoldFile.read(spec, limits) : null;
  }

  @Override
  public List<Message> messages() {
    List<Message> messages = new ArrayList<>(unread.messages());
    messages.addAll(gold == null ? List.of() : gold.messages());
    return messages;
  }

  @Override
  public void clear() {
    unread.clear();
    if (gold != null) {
      gold.clear();
    }
  }
}
