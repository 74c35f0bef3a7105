// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.PathTree;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * References of a JSON Lines file by id, kept as the bytes of their JSON values. Looking one up
 * allocates nothing if it is there. Safe for use by several threads.
 */
final class GoldFile implements Findings {
  /** No entry. */
  static final int NONE = -1;

  private static final int LISTED = 5;
  private static final int ENTRY_BYTES = 64;
  private static final int ID = 0;
  private static final int VALUE = 1;

  /** An entry: where its id and its value are. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(byte[] id, byte[] value, long record, long offset) {}

  private final String name;
  private final List<Entry> entries = new ArrayList<>();
  private int[] slots = new int[1 << 10];
  private boolean[] used = {};
  private final TreeSet<String> unmatched = new TreeSet<>();
  private long misses;

  private GoldFile(String name) {
    this.name = name;
  }

  /**
   * Reads the file of a spec.
   *
   * @throws dev.sundog.batch.MalformedDumpException if it is not JSON Lines, a record lacks a path,
   *     or an id occurs twice
   * @throws SettingException if the spec does not name it, or names a path of references besides
   */
  static GoldFile read(DumpSpec spec, BatchLimits limits) {
    String file = spec.text(Field.GOLD_FILE);
    if (file == null) {
      throw SettingException.of(
          "{} and {} are paths in the file that {} names. Set it",
          Field.GOLD_ID,
          Field.GOLD_VALUE,
          Field.GOLD_FILE);
    }
    if (spec.text(Field.REFERENCE) != null) {
      throw SettingException.of(
          "{} and {} both set the references. Remove one", Field.REFERENCE, Field.GOLD_FILE);
    }
    GoldFile gold = new GoldFile(file);
    String[] paths = {
      requireNonNullElse(spec.text(Field.GOLD_ID), "id"),
      requireNonNullElse(spec.text(Field.GOLD_VALUE), "reference")
    };
    PathTree tree = new PathTree();
    tree.add(RecordPath.parse(paths[ID]), ID);
    tree.add(RecordPath.parse(paths[VALUE]), VALUE);
    DumpInput input = DumpInput.open(Path.of(file), spec.limits());
    try (LineSplitter lines = LineSplitter.of(input, spec.limits(), limits)) {
      JsonCursor cursor = new JsonCursor();
      long kept = 0;
      for (RecordBlock block = lines.next(); block != null; block = lines.next()) {
        for (int record = 0; record < block.count(); record++) {
          cursor.reset(block, record);
          if (!cursor.atEnd()) {
            kept += gold.add(cursor, tree, paths, block, record);
            gold.check(kept, limits, block, record);
          }
        }
      }
    }
    gold.used = new boolean[gold.entries.size()];
    return gold;
  }

  private long add(
      JsonCursor cursor, PathTree tree, String[] paths, RecordBlock block, int record) {
    byte[][] found = new byte[2][];
    int[] at = new int[2];
    int begin = cursor.position();
    tree.walk(
        cursor,
        (path, value) -> {
          int from = value.position();
          at[path] = from;
          if (path == ID) {
            value.scalar();
            int id = value.textFrom();
            found[ID] = Arrays.copyOfRange(value.textBytes(), id, id + value.textLength());
          } else {
            value.skip();
            found[VALUE] = Arrays.copyOfRange(block.bytes(), from, value.position());
          }
        });
    cursor.end();
    for (int path = 0; path < found.length; path++) {
      if (found[path] == null) {
        throw cursor.malformedAt(
            begin,
            Message.of(
                "no field \"{}\". Set {} to its path",
                paths[path],
                path == ID ? Field.GOLD_ID : Field.GOLD_VALUE));
      }
    }
    long offset = block.base() + at[VALUE];
    Entry entry = new Entry(found[ID], found[VALUE], block.firstRecord() + record, offset);
    if (lookUp(entry.id(), 0, entry.id().length) != NONE) {
      throw cursor.malformedAt(at[ID], "id \"" + new String(entry.id(), UTF_8) + "\" occurs twice");
    }
    put(entry);
    return ENTRY_BYTES + (long) entry.id().length + entry.value().length;
  }

  private void check(long kept, BatchLimits limits, RecordBlock block, int record) {
    if (kept > limits.keptBytes()) {
      throw new LimitExceededException(
          name,
          block.firstRecord() + record,
          block.offset(record),
          Limit.KEPT_BYTES,
          "references of more than " + limits.keptBytes() + " bytes");
    }
  }

  private void put(Entry entry) {
    entries.add(entry);
    if (2 * entries.size() > slots.length) {
      slots = new int[2 * slots.length];
      for (int number = 0; number < entries.size(); number++) {
        place(number);
      }
    } else {
      place(entries.size() - 1);
    }
  }

  private void place(int number) {
    byte[] id = entries.get(number).id();
    int slot = hash(id, 0, id.length) & (slots.length - 1);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = number + 1;
  }

  private int lookUp(byte[] id, int from, int length) {
    int slot = hash(id, from, length) & (slots.length - 1);
    while (slots[slot] != 0) {
      byte[] other = entries.get(slots[slot] - 1).id();
      if (Arrays.equals(other, 0, other.length, id, from, from + length)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return NONE;
  }

  private static int hash(byte[] bytes, int from, int length) {
    int hash = length;
    for (int at = from; at < from + length; at++) {
      hash = 31 * hash + bytes[at];
    }
    return hash ^ (hash >>> 15);
  }

  /** The entry of an item's id, or {@link #NONE}, which is counted. */
  int find(byte[] id, int from, int length) {
    int entry = lookUp(id, from, length);
    if (entry == NONE) {
      miss(new String(id, from, length, UTF_8));
    } else {
      used[entry] = true;
    }
    return entry;
  }

  private synchronized void miss(String id) {
    misses++;
    unmatched.add(id);
    if (unmatched.size() > LISTED) {
      unmatched.pollLast();
    }
  }

  /** Moves a cursor before the value of an entry. */
  void reset(JsonCursor cursor, int entry) {
    Entry found = entries.get(entry);
    cursor.reset(found.value(), 0, found.value().length, name, found.record(), found.offset());
  }

  @Override
  public synchronized void clear() {
    misses = 0;
    unmatched.clear();
    Arrays.fill(used, false);
  }

  /** What did not match, if anything. */
  @Override
  public synchronized List<Message> messages() {
    List<Message> findings = new ArrayList<>();
    if (misses > 0) {
      findings.add(
          Message.literal(
              misses
                  + (misses == 1 ? " item has" : " items have")
                  + " no reference in "
                  + name
                  + ": id "
                  + list(unmatched, misses)));
    }
    TreeSet<String> left = new TreeSet<>();
    long unused = 0;
    for (int entry = 0; entry < entries.size(); entry++) {
      if (!used[entry]) {
        unused++;
        left.add(new String(entries.get(entry).id(), UTF_8));
        if (left.size() > LISTED) {
          left.pollLast();
        }
      }
    }
    if (unused > 0) {
      findings.add(
          Message.literal(
              unused
                  + (unused == 1 ? " reference in " : " references in ")
                  + name
                  + (unused == 1 ? " matches" : " match")
                  + " no item: id "
                  + list(left, unused)));
    }
    return findings;
  }

  private static String list(Set<String> ids, long count) {
    return String.join(", ", ids) + (count > ids.size() ? ", …" : "");
  }
}
