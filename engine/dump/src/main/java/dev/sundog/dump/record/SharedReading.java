// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the readers of all workers share: the references of another file, and counts. */
public final class SharedReading implements Findings {
  private final @Nullable GoldFile gold;
  final UnreadAnswers unread = new UnreadAnswers();

  /**
   * Reads the file of references, if a spec names one.
   *
   * @throws dev.sundog.batch.MalformedDumpException if it is malformed
   */
  public SharedReading(DumpSpec spec, BatchLimits limits) {
    gold = spec.givesAny(Field.GOLD_FILES) ? GoldFile.read(spec, limits) : null;
  }

  /** Whether references come from another file. */
  public boolean joins() {
    return gold != null;
  }

  /** The entry of an item's id in the other file, negative if it has none. */
  public int find(byte[] id, int from, int length) {
    return gold == null ? GoldFile.NONE : gold.find(id, from, length);
  }

  /** Appends the references of an entry, if it is one and not null. */
  public void gold(int entry, JsonCursor cursor, ItemSides sides, BatchAppender appender) {
    if (gold != null && entry != GoldFile.NONE) {
      gold.reset(cursor, entry);
      if (!cursor.skipNull()) {
        sides.references(cursor, appender);
      }
    }
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
