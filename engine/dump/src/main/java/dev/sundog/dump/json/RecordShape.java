// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.json;

import dev.sundog.dump.bytes.Swar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a program have in common: the bytes between their values. A record with the
 * same bytes there has the same keys, brackets and white space as the one that the shape was learnt
 * from, so its values are read one after the other without a walk. Any other record is walked from
 * its beginning, and the shape learnt anew. Not thread-safe.
 *
 * <p>A walk passes the values in the same order as the shape. Those that the shape visited before
 * it met a difference are passed without another visit, so that a visitor sees each value once.
 */
final class RecordShape {
  private static final int MOST_VALUES = 256;
  private static final int MOST_BYTES = 1 << 14;
  private static final int LONGEST_PAUSE = 64;

  /** The bytes before value k end at {@code ends[k]}; those after the last value follow. */
  private byte[] bytes = new byte[256];

  private final int[] ends = new int[MOST_VALUES + 1];
  private final long[] firsts = new long[MOST_VALUES + 1];
  private final long[] lasts = new long[MOST_VALUES + 1];
  private final long[] masks = new long[MOST_VALUES + 1];
  private final @Nullable PathNode[] nodes = new PathNode[MOST_VALUES];

  /** Paths of the arrays that are counted, each with the number of its elements. */
  private final int[] counted = new int[8];

  private int counts;
  private int values;
  private boolean known;
  private boolean learning;
  private int visited;
  private int learnt;
  private int passed;
  private int number;
  private int pause;
  private int nextPause;

  /** Reads a record of this shape. If it returns false, the record must be walked. */
  boolean follow(JsonCursor record, PathTree.Visitor visitor) {
    visited = 0;
    if (!known) {
      return false;
    }
    for (int value = 0; value < values; value++) {
      if (!matches(value, record)) {
        return false;
      }
      PathNode node = nodes[value];
      if (node == null) {
        record.skip();
      } else {
        node.visit(record, visitor);
      }
      visited = value + 1;
    }
    if (!matches(values, record)) {
      return false;
    }
    nextPause = 0;
    for (int array = 0; array < counts; array += 2) {
      visitor.elements(counted[array], counted[array + 1]);
    }
    return true;
  }

  /** Moves past the bytes before a value if they are the record's next ones. */
  private boolean matches(int value, JsonCursor record) {
    int after = after(value, record.bytes, record.at, record.end);
    record.at = after < 0 ? record.at : after;
    return after >= 0;
  }

  /**
   * Compares the bytes before a value, or after the last one, with those of a record.
   *
   * @param from index of the record's next byte
   * @param end index after its last byte
   * @return index after the bytes, or −1 if they differ
   */
  int after(int value, byte[] source, int from, int end) {
    int begin = value == 0 ? 0 : ends[value - 1];
    int length = ends[value] - begin;
    int to = from + length;
    if (to > end || from + Long.BYTES > source.length) {
      return -1;
    }
    if (((Swar.load(source, from) ^ firsts[value]) & masks[value]) != 0) {
      return -1;
    }
    if (length > Long.BYTES) {
      if (Swar.load(source, to - Long.BYTES) != lasts[value]) {
        return -1;
      }
      if (length > 2 * Long.BYTES && !Arrays.equals(source, from, to, bytes, begin, ends[value])) {
        return -1;
      }
    }
    return to;
  }

  /**
   * Begins to learn from the record at a position. If records keep differing, more and more are
   * walked without learning.
   */
  void begin(int position) {
    known = false;
    number++;
    passed = 0;
    learning = pause == 0;
    pause = learning ? nextPause : pause - 1;
    nextPause = learning ? Math.min(LONGEST_PAUSE, 2 * nextPause + 1) : nextPause;
    values = 0;
    counts = 0;
    learnt = position;
  }

  /** Whether the value that the walk is at was visited already; passes it. */
  boolean isVisited() {
    return passed++ < visited;
  }

  /** Learns that a value ends where the record's cursor is. */
  void value(@Nullable PathNode node, JsonCursor record, int begin) {
    if (!learning) {
      return;
    }
    if (values == MOST_VALUES) {
      learning = false;
      return;
    }
    literal(record, begin);
    nodes[values++] = node;
    learnt = record.at;
  }

  /** Learns the bytes from the last value to a position. */
  private void literal(JsonCursor record, int to) {
    int begin = values == 0 ? 0 : ends[values - 1];
    int length = to - learnt;
    int end = begin + length;
    if (end > MOST_BYTES) {
      learning = false;
      return;
    }
    if (end + Long.BYTES > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * end + Long.BYTES);
    }
    System.arraycopy(record.bytes, learnt, bytes, begin, length);
    ends[values] = end;
    masks[values] = length == 0 ? 0 : -1L >>> (Long.SIZE - Byte.SIZE * Math.min(length, 8));
    firsts[values] = Swar.load(bytes, begin);
    lasts[values] = length < Long.BYTES ? 0 : Swar.load(bytes, end - Long.BYTES);
  }

  /** Learns the number of elements of an array that is counted. */
  void elements(int path, int count) {
    if (counts == counted.length) {
      learning = false;
    } else {
      counted[counts++] = path;
      counted[counts++] = count;
    }
  }

  /** Number of values, or 0 if there is no shape of an own kind to follow. */
  int values() {
    return known && counts == 0 ? values : 0;
  }

  /** The node that a value belongs to, or null if it is skipped. */
  @Nullable PathNode node(int value) {
    return nodes[value];
  }

  /** Number of the shape: another one whenever it is learnt or forgotten. */
  int number() {
    return number;
  }

  /** Learns nothing from this record: its values do not come in the order of its bytes. */
  void irregular() {
    learning = false;
  }

  /** Ends learning, after a record's last byte. */
  void end(JsonCursor record) {
    if (learning) {
      literal(record, record.at);
      known = learning;
      number++;
    }
  }
}
