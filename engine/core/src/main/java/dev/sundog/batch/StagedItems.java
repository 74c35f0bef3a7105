package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * What the items of a batch were given, column by column, until they become the batch's columns.
 * Checks no limits: {@link BatchAppender} does, before it appends.
 */
final class StagedItems {
  final Staging.OfInt predictions = new Staging.OfInt();
  final Staging.OfInt references = new Staging.OfInt();
  final Staging.OfByte predictionTexts = new Staging.OfByte();
  final Staging.OfByte referenceTexts = new Staging.OfByte();
  final Staging.OfFloat logprobs = new Staging.OfFloat();
  final ChoiceColumn.Staged choices = new ChoiceColumn.Staged();
  final ExternalScoreColumn.Staged given = new ExternalScoreColumn.Staged();
  final ExternalScoreColumn.Staged logits = new ExternalScoreColumn.Staged();
  final Staging.OfByte ids = new Staging.OfByte();
  private final Staging[] columns = {
    predictions, references, predictionTexts, referenceTexts, logprobs, ids
  };
  private final TokenNarrowing narrowing = new TokenNarrowing();
  private byte[] flags = new byte[1024];
  private int[] groups = new int[1024];
  private int[] pairStarts = new int[1025];
  private int items;
  private long repeatedBytes;
  private byte itemFlags;
  private byte commonFlags = -1;
  private byte seenFlags;
  private int itemGroup;

  /** Items that are ended. */
  int items() {
    return items;
  }

  /** References that the item which is being written has so far. */
  int itemReferences() {
    return references.sequences() - pairStarts[items];
  }

  /** Marks a part that the item has. */
  void has(byte flag) {
    itemFlags |= flag;
  }

  void group(int code) {
    itemGroup = code;
  }

  /** Adds a whole text to a column; items before that were given none have an empty one. */
  void text(Staging.OfByte column, byte[] utf8, int from, int length) {
    int target = column == referenceTexts ? pairStarts[items] : items;
    while (column.sequences() < target) {
      column.endSequence();
    }
    column.append(utf8, from, length);
    column.endSequence();
  }

  /** Ends the item: parts that it was not given are missing, empty and without their flag. */
  void endItem() {
    growItems();
    fill(predictions, items + 1, "prediction");
    fill(logprobs, items + 1, "list of log-probs");
    choices.endItem();
    given.endItem();
    logits.endItem();
    if (references.sequences() == pairStarts[items]) {
      references.endSequence();
    }
    int pairs = references.sequences();
    fillText(predictionTexts, items + 1, "prediction text");
    fillText(referenceTexts, pairs, "reference text");
    fillText(ids, items + 1, "id");
    long repeats = pairs - 1L - pairStarts[items];
    int text = predictionTexts.sequences() > items ? predictionTexts.length(items) : 0;
    repeatedBytes += repeats * (4L * predictions.length(items) + text);
    flags[items] = itemFlags;
    commonFlags &= itemFlags;
    seenFlags |= itemFlags;
    groups[items] = itemGroup;
    items++;
    pairStarts[items] = pairs;
    itemFlags = 0;
    itemGroup = 0;
  }

  private static void fill(Staging column, int sequences, String what) {
    if (column.sequences() > sequences) {
      throw new IllegalStateException("an item has more than one " + what);
    }
    if (column.sequences() < sequences) {
      column.endSequence();
    }
  }

  /** Text columns exist from the first item that has one; earlier items get empty texts. */
  private static void fillText(Staging column, int sequences, String what) {
    if (column.sequences() > sequences) {
      throw new IllegalStateException("an item has too many " + what + "s");
    }
    while (column.sequences() > 0 && column.sequences() < sequences) {
      column.endSequence();
    }
  }

  private void growItems() {
    if (items == flags.length) {
      flags = Arrays.copyOf(flags, 2 * items);
      groups = Arrays.copyOf(groups, 2 * items);
      pairStarts = Arrays.copyOf(pairStarts, 2 * items + 1);
    }
  }

  void abandonItem() {
    predictions.truncate(items);
    references.truncate(pairStarts[items]);
    logprobs.truncate(items);
    choices.abandonItem();
    given.abandonItem();
    logits.abandonItem();
    predictionTexts.truncate(Math.min(predictionTexts.sequences(), items));
    referenceTexts.truncate(Math.min(referenceTexts.sequences(), pairStarts[items]));
    ids.truncate(Math.min(ids.sequences(), items));
    itemFlags = 0;
    itemGroup = 0;
  }

  void clear() {
    for (Staging column : columns) {
      column.clear();
    }
    choices.clear();
    given.clear();
    logits.clear();
    items = 0;
    repeatedBytes = 0;
    itemFlags = 0;
    commonFlags = -1;
    seenFlags = 0;
    itemGroup = 0;
  }

  /** Bytes that the batch of all that was given takes at most. */
  long byteSize() {
    return choices.byteSize()
        + given.byteSize()
        + logits.byteSize()
        + 4L * (predictions.size + (long) references.size + logprobs.size)
        + predictionTexts.size
        + referenceTexts.size
        + ids.size
        + repeatedBytes
        + 64L * items
        + 32L * references.sequences();
  }

  /** The columns of all items that are ended, in a batch's memory. */
  SequenceBatch.Columns columns(BatchMemory memory, boolean grouped) {
    int pairs = pairStarts[items];
    boolean expanded = pairs != items;
    narrowing.choose(predictions.values, predictions.size, references.values, references.size);
    TokenColumn predictionColumn =
        narrowing.write(predictions, expanded ? pairStarts : null, items, pairs, memory, true);
    TokenColumn referenceColumn = narrowing.write(references, null, pairs, pairs, memory, false);
    MemorySegment flagColumn = memory.reserve(Slot.FLAGS, items);
    MemorySegment.copy(flags, 0, flagColumn, JAVA_BYTE, 0, items);
    return new SequenceBatch.Columns(
        items,
        predictionColumn,
        referenceColumn,
        expanded ? ints(memory, Slot.PAIR_STARTS, pairStarts, items + 1) : null,
        flagColumn,
        commonFlags,
        grouped ? ints(memory, Slot.GROUPS, groups, items) : null,
        (expanded ? predictionTexts.repeated(pairStarts) : predictionTexts)
            .column(memory, Slot.PREDICTION_TEXT, Slot.PREDICTION_TEXT_OFFSETS),
        referenceTexts.column(memory, Slot.REFERENCE_TEXT, Slot.REFERENCE_TEXT_OFFSETS),
        (seenFlags & SequenceBatch.HAS_LOGPROBS) != 0
            ? LogprobColumn.of(items, logprobs, memory)
            : null,
        (seenFlags & SequenceBatch.HAS_CHOICES) != 0 ? choices.column() : null,
        given.column(),
        logits.column(),
        ids.column(memory, Slot.ID_VALUES, Slot.ID_OFFSETS));
  }

  private static MemorySegment ints(BatchMemory memory, Slot slot, int[] values, int count) {
    MemorySegment column = memory.reserve(slot, 4L * count);
    MemorySegment.copy(values, 0, column, JAVA_INT, 0, count);
    return column;
  }
}
