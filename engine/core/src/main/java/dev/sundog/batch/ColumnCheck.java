package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Checks columns that came whole from outside, before anything reads them by their own offsets.
 * Loops carry a sign bit along and look at it once, so that sound columns cost little. The long
 * ones run over heap arrays that hold a part of the column: before the compiler has seen a loop, an
 * array is many times faster than a segment, and a run over millions of items may last no longer.
 */
final class ColumnCheck {
  private static final byte KNOWN_FLAGS =
      SequenceBatch.HAS_PREDICTION | SequenceBatch.HAS_REFERENCE | SequenceBatch.HAS_LOGPROBS;
  private static final byte KNOWN_WITH_CHOICES = KNOWN_FLAGS | SequenceBatch.HAS_CHOICES;

  private static final int PART = 512;

  // Apart, so that no loop reads an element twice: then C2 makes vectors of it.
  private final int[] starts = new int[PART];
  private final int[] ends = new int[PART];
  private final BatchShape shape;
  private final BatchMemory memory;
  private final @Nullable ChoiceColumn choices;
  private final BatchLimits limits;
  private final GroupKeys groupKeys;
  private final SourcePosition place;

  ColumnCheck(
      BatchShape shape,
      BatchMemory memory,
      @Nullable ChoiceColumn choices,
      BatchLimits limits,
      GroupKeys groupKeys,
      SourcePosition place) {
    this.shape = shape;
    this.memory = memory;
    this.choices = choices;
    this.limits = limits;
    this.groupKeys = groupKeys;
    this.place = place;
  }

  SequenceBatch.Columns columns() {
    int items = shape.items();
    int pairs = shape.pairs();
    if (items < 0 || pairs < items) {
      throw place.malformed(items + " items with " + pairs + " pairs");
    }
    if (shape.width() != 2 && shape.width() != 4) {
      throw place.malformed("token width " + shape.width());
    }
    if (choices != null && choices.count() != items) {
      throw place.malformed("choices of " + choices.count() + " items, not of " + items);
    }
    MemorySegment flags = memory.reserve(Slot.FLAGS, items);
    return new SequenceBatch.Columns(
        items,
        tokens(Slot.PREDICTION_VALUES, Slot.PREDICTION_OFFSETS, shape.predictionTokens()),
        tokens(Slot.REFERENCE_VALUES, Slot.REFERENCE_OFFSETS, shape.referenceTokens()),
        pairs == items ? null : pairStarts(items, pairs),
        flags,
        commonFlags(flags, items),
        groupKeys.names().isEmpty() ? null : groups(items),
        text(
            Slot.PREDICTION_TEXT, Slot.PREDICTION_TEXT_OFFSETS, pairs, shape.predictionTextBytes()),
        text(Slot.REFERENCE_TEXT, Slot.REFERENCE_TEXT_OFFSETS, pairs, shape.referenceTextBytes()),
        logprobs(items),
        choices,
        null,
        null,
        text(Slot.ID_VALUES, Slot.ID_OFFSETS, items, shape.idBytes()));
  }

  private TokenColumn tokens(Slot values, Slot offsets, long tokens) {
    MemorySegment offsetColumn = offsets(offsets, shape.pairs(), tokens);
    MemorySegment valueColumn = memory.reserve(values, shape.width() * tokens);
    int[] dictionary = shape.dictionary();
    if (dictionary != null) {
      checkCodes(valueColumn, tokens, dictionary.length);
    }
    return new TokenColumn(shape.pairs(), shape.width(), valueColumn, offsetColumn, dictionary);
  }

  private void checkCodes(MemorySegment values, long tokens, int known) {
    if (shape.width() != 2) {
      throw place.malformed("a dictionary with token width " + shape.width());
    }
    int bad = 0;
    for (long index = 0; index < tokens; index++) {
      bad |= known - 1 - (values.getAtIndex(JAVA_SHORT, index) & 0xFFFF);
    }
    if (bad < 0) {
      throw place.malformed("a token value outside the dictionary of " + known);
    }
  }

  private @Nullable TokenColumn text(Slot values, Slot offsets, int sequences, long bytes) {
    return bytes < 0
        ? null
        : new TokenColumn(
            sequences, 1, memory.reserve(values, bytes), offsets(offsets, sequences, bytes), null);
  }

  private @Nullable LogprobColumn logprobs(int items) {
    long count = shape.logprobs();
    if (count < 0) {
      return null;
    }
    MemorySegment values = memory.reserve(Slot.LOGPROB_VALUES, 4L * count);
    boolean sound = true;
    for (long index = 0; index < count; index++) {
      sound &= values.getAtIndex(JAVA_FLOAT, index) <= 0;
    }
    if (!sound) {
      throw place.malformed("a log-prob is not a logarithm of a probability");
    }
    return new LogprobColumn(items, values, offsets(Slot.LOGPROB_OFFSETS, items, count));
  }

  private MemorySegment offsets(Slot slot, int sequences, long total) {
    MemorySegment offsets = memory.reserve(slot, 4L * (sequences + 1));
    int first = offsets.getAtIndex(JAVA_INT, 0);
    int last = offsets.getAtIndex(JAVA_INT, sequences);
    if (first != 0 || last != total) {
      throw place.malformed(slot + " lead from " + first + " to " + last + ", not 0 to " + total);
    }
    int bad = 0;
    int beyond = 0;
    int longest = limits.sequenceTokens();
    for (int from = 0; from < sequences; from += PART) {
      int count = Math.min(PART, sequences - from);
      MemorySegment.copy(offsets, JAVA_INT, 4L * from, starts, 0, count);
      MemorySegment.copy(offsets, JAVA_INT, 4L * (from + 1), ends, 0, count);
      for (int index = 0; index < count; index++) {
        int length = ends[index] - starts[index];
        bad |= length | starts[index];
        beyond |= longest - length;
      }
    }
    // Offsets that are never negative and never fall end at the total, so none is beyond it.
    if (bad < 0) {
      throw place.malformed(slot + " fall");
    }
    if (beyond < 0) {
      throw place.exceeded(
          Limit.SEQUENCE_TOKENS, slot + " of a sequence longer than " + limits.sequenceTokens());
    }
    return offsets;
  }

  private MemorySegment pairStarts(int items, int pairs) {
    MemorySegment starts = memory.reserve(Slot.PAIR_STARTS, 4L * (items + 1));
    int first = starts.getAtIndex(JAVA_INT, 0);
    int last = starts.getAtIndex(JAVA_INT, items);
    if (first != 0 || last != pairs) {
      throw place.malformed("pair starts lead from " + first + " to " + last + ", not to " + pairs);
    }
    int bad = 0;
    int beyond = 0;
    int previous = 0;
    for (int item = 1; item <= items; item++) {
      int next = starts.getAtIndex(JAVA_INT, item);
      int count = next - previous;
      bad |= next | (count - 1);
      beyond |= limits.itemReferences() - count;
      previous = next;
    }
    if (bad < 0) {
      throw place.malformed("pair starts do not rise");
    }
    if (beyond < 0) {
      throw place.exceeded(
          Limit.ITEM_REFERENCES, "an item of more than " + limits.itemReferences() + " references");
    }
    return starts;
  }

  /** Flags that every item has; they are looked at by eights. */
  private byte commonFlags(MemorySegment flags, int items) {
    byte known = choices == null ? KNOWN_FLAGS : KNOWN_WITH_CHOICES;
    long seen = 0;
    long common = -1;
    int eights = items & -Long.BYTES;
    for (int item = 0; item < eights; item += Long.BYTES) {
      long eight = flags.get(JAVA_LONG_UNALIGNED, item);
      seen |= eight;
      common &= eight;
    }
    for (int shift = Long.SIZE / 2; shift >= Byte.SIZE; shift /= 2) {
      seen |= seen >>> shift;
      common &= common >>> shift;
    }
    for (int item = eights; item < items; item++) {
      seen |= flags.get(JAVA_BYTE, item);
      common &= flags.get(JAVA_BYTE, item);
    }
    if (((byte) seen & ~known) != 0) {
      throw place.malformed("unknown flags");
    }
    return (byte) (common & known);
  }

  private MemorySegment groups(int items) {
    MemorySegment groups = memory.reserve(Slot.GROUPS, 4L * items);
    int known = groupKeys.count();
    int bad = 0;
    for (int item = 0; item < items; item++) {
      int code = groups.getAtIndex(JAVA_INT, item);
      bad |= code | (known - 1 - code);
    }
    if (bad < 0) {
      throw place.malformed("a group outside the dictionary of " + known);
    }
    return groups;
  }
}
