package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the width of a batch's token columns: 16 bits where all ids are below 65,536, else 16
 * bits through a dictionary where the batch has at most 65,536 different ids, else 32. Equality is
 * all that the kernels need, and they compare twice as many 16-bit values per instruction.
 */
final class TokenNarrowing {
  private static final int NARROW_IDS = 1 << 16;

  /** Ids below this are looked up in a table (1 MiB, fits L2); others in a hash map. */
  private static final int TABLE_IDS = 1 << 18;

  private static final int ABSENT = -1;

  private boolean narrow;
  private int @Nullable [] dictionary;
  private int[] table = new int[0];
  private final Int2IntHashMap codes = new Int2IntHashMap(ABSENT);
  private int[] ids = new int[1024];
  private int distinct;
  private short[] shorts = new short[4096];

  /** Looks at all ids of the batch and decides how {@link #write} writes them. */
  void choose(int[] predictions, int predictionTokens, int[] references, int referenceTokens) {
    dictionary = null;
    int seen = union(predictions, predictionTokens) | union(references, referenceTokens);
    narrow = (seen & -NARROW_IDS) == 0;
    if (!narrow) {
      prepareTable(seen);
      distinct = 0;
      narrow = code(predictions, predictionTokens) && code(references, referenceTokens);
      dictionary = narrow ? Arrays.copyOf(ids, distinct) : null;
    }
  }

  /** All bits that are set in any id: above 16 of them, some id does not fit. */
  private static int union(int[] tokens, int count) {
    int bits = 0;
    for (int index = 0; index < count; index++) {
      bits |= tokens[index];
    }
    return bits;
  }

  private void prepareTable(int seen) {
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

  private boolean code(int[] tokens, int count) {
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

  private int lookUp(int id) {
    return table.length > 0 ? table[id] : codes.get(id);
  }

  /**
   * Writes one column.
   *
   * @param repeats first pair of every sequence where sequences are repeated, else null
   * @param sequences sequences of the staging
   * @param pairs sequences of the column
   */
  TokenColumn write(
      Staging.OfInt staging,
      int @Nullable [] repeats,
      int sequences,
      int pairs,
      BatchMemory memory,
      boolean prediction) {
    long tokens = staging.size;
    if (repeats != null) {
      tokens = 0;
      for (int sequence = 0; sequence < sequences; sequence++) {
        tokens += (long) staging.length(sequence) * (repeats[sequence + 1] - repeats[sequence]);
      }
    }
    int width = narrow ? Short.BYTES : Integer.BYTES;
    MemorySegment values =
        memory.reserve(prediction ? Slot.PREDICTION_VALUES : Slot.REFERENCE_VALUES, width * tokens);
    MemorySegment offsets =
        memory.reserve(
            prediction ? Slot.PREDICTION_OFFSETS : Slot.REFERENCE_OFFSETS, 4L * (pairs + 1));
    if (repeats == null) {
      staging.writeOffsets(offsets);
      copy(staging.values, 0, staging.size, values, 0);
    } else {
      repeat(staging, repeats, sequences, values, offsets);
    }
    return new TokenColumn(pairs, width, values, offsets, dictionary);
  }

  private void repeat(
      Staging.OfInt staging,
      int[] repeats,
      int sequences,
      MemorySegment values,
      MemorySegment offsets) {
    int written = 0;
    offsets.setAtIndex(JAVA_INT, 0, 0);
    for (int sequence = 0; sequence < sequences; sequence++) {
      for (int pair = repeats[sequence]; pair < repeats[sequence + 1]; pair++) {
        copy(staging.values, staging.start(sequence), staging.length(sequence), values, written);
        written += staging.length(sequence);
        offsets.setAtIndex(JAVA_INT, pair + 1L, written);
      }
    }
  }

  private void copy(int[] tokens, int from, int count, MemorySegment values, long to) {
    if (!narrow) {
      MemorySegment.copy(tokens, from, values, JAVA_INT, 4 * to, count);
      return;
    }
    if (shorts.length < count) {
      shorts = new short[Math.max(count, 2 * shorts.length)];
    }
    if (dictionary == null) {
      for (int index = 0; index < count; index++) {
        shorts[index] = (short) tokens[from + index];
      }
    } else {
      for (int index = 0; index < count; index++) {
        shorts[index] = (short) lookUp(tokens[from + index]);
      }
    }
    MemorySegment.copy(shorts, 0, values, JAVA_SHORT, 2 * to, count);
  }
}
