// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a batch stores its token ids: in 16 bits if all are below 65,536, else in 16 bits
 * through a dictionary if the batch has at most 65,536 distinct ids, else in 32. Kernels need only
 * equality, and compare twice as many 16-bit values per instruction.
 *
 * <p>One pass over all ids of the batch ({@link #see}), a second one if some are larger ({@link
 * #encode}), then the writing.
 */
final class TokenNarrowing {
  private static final int NARROW_IDS = 1 << 16;

  /** Ids below this are looked up in a table (1 MiB, fits L2); others in a hash map. */
  private static final int TABLE_IDS = 1 << 18;

  private static final int ABSENT = -1;

  /** Ids converted at a time: their 16-bit values stay in the first-level cache. */
  private static final int PART = 4096;

  private final Int2IntHashMap codes = new Int2IntHashMap(ABSENT);
  private final int[] part = new int[PART];
  private final short[] shorts = new short[PART];
  private int[] table = new int[0];
  private int[] ids = new int[1024];
  private int distinct;
  private int seen;
  private boolean narrow;
  private int @Nullable [] dictionary;

  /** Chooses for ids on the heap. */
  void choose(int[] predictions, int predictionTokens, int[] references, int referenceTokens) {
    begin();
    see(predictions, predictionTokens);
    see(references, referenceTokens);
    if (!fits()) {
      narrow = encode(predictions, predictionTokens) && encode(references, referenceTokens);
      end();
    }
  }

  /** Chooses for columns of 32-bit ids; {@link #narrowInPlace} then makes them narrow. */
  void choose(
      MemorySegment predictions,
      long predictionTokens,
      MemorySegment references,
      long referenceTokens) {
    begin();
    see(predictions, predictionTokens);
    see(references, referenceTokens);
    if (!fits()) {
      narrow = encode(predictions, predictionTokens) && encode(references, referenceTokens);
      end();
    }
  }

  /** Bytes per value of the choice. */
  int width() {
    return narrow ? Short.BYTES : Integer.BYTES;
  }

  /** Ids by value, or null where the values are the ids. */
  int @Nullable [] dictionary() {
    return dictionary;
  }

  /**
   * Writes ids as values.
   *
   * @param to index of the first value in the target
   */
  void write(int[] tokens, int from, int count, MemorySegment values, long to) {
    if (!narrow) {
      MemorySegment.copy(tokens, from, values, JAVA_INT, Integer.BYTES * to, count);
      return;
    }
    for (int done = 0; done < count; done += PART) {
      int next = Math.min(PART, count - done);
      shorten(tokens, from + done, next);
      MemorySegment.copy(shorts, 0, values, JAVA_SHORT, Short.BYTES * (to + done), next);
    }
  }

  /** Replaces a column's 32-bit ids by the values of the choice. */
  void narrowInPlace(MemorySegment values, long count) {
    if (narrow) {
      for (long from = 0; from < count; from += PART) {
        int next = read(values, from, count);
        shorten(part, 0, next);
        MemorySegment.copy(shorts, 0, values, JAVA_SHORT, Short.BYTES * from, next);
      }
    }
  }

  private void begin() {
    seen = 0;
    dictionary = null;
  }

  /** All bits that are set in any id: above 16 of them, some id does not fit. */
  private void see(int[] tokens, int count) {
    int bits = 0;
    for (int index = 0; index < count; index++) {
      bits |= tokens[index];
    }
    seen |= bits;
  }

  private void see(MemorySegment tokens, long count) {
    for (long from = 0; from < count; from += PART) {
      see(part, read(tokens, from, count));
    }
  }

  private boolean fits() {
    narrow = (seen & -NARROW_IDS) == 0;
    if (!narrow) {
      distinct = 0;
      prepareTable();
    }
    return narrow;
  }

  private void prepareTable() {
    if (seen >= 0 && seen < TABLE_IDS) {
      int size = Integer.highestOneBit(seen) << 1;
      if (table.length != size) {
        table = new int[size];
      }
      Arrays.fill(table, ABSENT);
    } else {
      table = new int[0];
      codes.clear();
    }
  }

  private boolean encode(MemorySegment tokens, long count) {
    boolean enough = true;
    for (long from = 0; from < count && enough; from += PART) {
      enough = encode(part, read(tokens, from, count));
    }
    return enough;
  }

  private boolean encode(int[] tokens, int count) {
    for (int index = 0; index < count; index++) {
      int id = tokens[index];
      if (lookUp(id) == ABSENT) {
        if (distinct == NARROW_IDS) {
          return false;
        }
        if (distinct == ids.length) {
          ids = Arrays.copyOf(ids, 2 * distinct);
        }
        if (table.length > 0) {
          table[id] = distinct;
        } else {
          codes.put(id, distinct);
        }
        ids[distinct++] = id;
      }
    }
    return true;
  }

  private void end() {
    dictionary = narrow ? Arrays.copyOf(ids, distinct) : null;
  }

  private int lookUp(int id) {
    return table.length > 0 ? table[id] : codes.get(id);
  }

  private int read(MemorySegment tokens, long from, long count) {
    int next = (int) Math.min(PART, count - from);
    MemorySegment.copy(tokens, JAVA_INT, Integer.BYTES * from, part, 0, next);
    return next;
  }

  private void shorten(int[] tokens, int from, int count) {
    if (dictionary == null) {
      for (int index = 0; index < count; index++) {
        shorts[index] = (short) tokens[from + index];
      }
    } else {
      for (int index = 0; index < count; index++) {
        shorts[index] = (short) lookUp(tokens[from + index]);
      }
    }
  }
}
