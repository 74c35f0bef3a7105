// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The appended items of a batch, column by column, on the heap. Checks no limits: {@link
 * BatchAppender} does, before it appends.
 */
final class StagedItems {
  private static final byte PLAIN = SequenceBatch.HAS_PREDICTION | SequenceBatch.HAS_REFERENCE;

  final TokenBuffer predictions = new TokenBuffer();
  final TokenBuffer references = new TokenBuffer();
  final Staging.OfByte predictionTexts = new Staging.OfByte();
  final Staging.OfByte referenceTexts = new Staging.OfByte();
  final Staging.OfFloat logprobs = new Staging.OfFloat();
  final StagedChoices choices = new StagedChoices();
  final ExternalScoreColumn.Staged externalScores = new ExternalScoreColumn.Staged();
  final ExternalScoreColumn.Staged logits = new ExternalScoreColumn.Staged();
  final NumberColumn.Staged numbers = new NumberColumn.Staged();
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

  /** References so far of the item that is being written. */
  int itemReferences() {
    return references.sequences() - pairStarts[items];
  }

  /** Whether the item takes no more than its tokens, texts and log-probs, each once. */
  boolean isPlain() {
    return itemReferences() <= 1 && externalScores.byteSize() + logits.byteSize() == 0;
  }

  /** Sets a presence flag of the item. */
  void has(byte flag) {
    itemFlags |= flag;
  }

  void group(int code) {
    itemGroup = code;
  }

  /** Adds a whole text to a column; earlier items without one get an empty text. */
  void text(Staging.OfByte column, byte[] utf8, int from, int length) {
    int target = column == referenceTexts ? pairStarts[items] : items;
    while (column.sequences() < target) {
      column.endSequence();
    }
    column.append(utf8, from, length);
    column.endSequence();
  }

  /** Ends the item. Parts that were not appended are missing: empty, without their flag. */
  void endItem() {
    growItems();
    fill(predictions, items + 1, "prediction");
    fill(logprobs, items + 1, "list of log-probs");
    choices.endItem();
    externalScores.endItem();
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
    numbers.at(items, pairs);
    itemFlags = 0;
    itemGroup = 0;
  }

  /** Begins ids: earlier items get empty ones. */
  void fillIds() {
    ids.endSequences(items - ids.sequences());
  }

  /** Ends items of a {@link ItemRun}: their tokens and ids are ended, they have nothing else. */
  void endItems(int count) {
    int pair = pairStarts[items];
    int end = items + count;
    while (end > flags.length) {
      doubleItems();
    }
    Arrays.fill(flags, items, end, PLAIN);
    Arrays.fill(groups, items, end, 0);
    for (int item = items; item < end; item++) {
      pairStarts[item + 1] = ++pair;
    }
    logprobs.endSequences(count);
    choices.endItems(count);
    externalScores.endItems(count);
    logits.endItems(count);
    if (count > 0) {
      commonFlags &= PLAIN;
      seenFlags |= PLAIN;
    }
    items = end;
    fillText(predictionTexts, items, "prediction text");
    fillText(referenceTexts, pair, "reference text");
    fillText(ids, items, "id");
    numbers.at(items, pair);
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
      doubleItems();
    }
  }

  private void doubleItems() {
    int room = 2 * flags.length;
    flags = Arrays.copyOf(flags, room);
    groups = Arrays.copyOf(groups, room);
    pairStarts = Arrays.copyOf(pairStarts, room + 1);
  }

  void abandonItem() {
    predictions.truncate(items);
    references.truncate(pairStarts[items]);
    logprobs.truncate(items);
    choices.abandonItem();
    externalScores.abandonItem();
    logits.abandonItem();
    numbers.abandonFrom(items, pairStarts[items]);
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
    externalScores.clear();
    logits.clear();
    numbers.clear();
    items = 0;
    repeatedBytes = 0;
    itemFlags = 0;
    commonFlags = -1;
    seenFlags = 0;
    itemGroup = 0;
  }

  /** Bytes that the batch takes at most. */
  long byteSize() {
    return choices.byteSize()
        + externalScores.byteSize()
        + logits.byteSize()
        + 4L * (predictions.size + (long) references.size + logprobs.size)
        + predictionTexts.size
        + referenceTexts.size
        + ids.size
        + repeatedBytes
        + 64L * items
        + 32L * references.sequences();
  }

  /** The batch of all items that are ended. */
  SequenceBatch batch(BatchMemory memory, GroupKeys groupKeys, BatchLifetime lifetime) {
    return new SequenceBatch(
        itemColumns(memory, !groupKeys.names().isEmpty(), lifetime),
        pairColumns(memory, lifetime),
        numberColumns(memory, lifetime),
        groupKeys,
        lifetime);
  }

  private boolean expanded() {
    return pairStarts[items] != items;
  }

  private SequenceBatch.Items itemColumns(
      BatchMemory memory, boolean grouped, BatchLifetime lifetime) {
    MemorySegment flagColumn = memory.reserve(Slot.FLAGS, items);
    MemorySegment.copy(flags, 0, flagColumn, JAVA_BYTE, 0, items);
    return new SequenceBatch.Items(
        items,
        expanded() ? ints(memory, Slot.PAIR_STARTS, pairStarts, items + 1) : null,
        flagColumn,
        commonFlags,
        grouped ? ints(memory, Slot.GROUPS, groups, items) : null,
        ids.column(memory, ListColumn.IDS, lifetime));
  }

  private SequenceBatch.Pairs pairColumns(BatchMemory memory, BatchLifetime lifetime) {
    Staging.OfByte texts = expanded() ? predictionTexts.repeated(pairStarts) : predictionTexts;
    narrowing.choose(predictions.values(), predictions.size, references.values(), references.size);
    return new SequenceBatch.Pairs(
        expanded()
            ? repeatedPredictions(memory, lifetime)
            : tokens(predictions, ListColumn.PREDICTIONS, memory, lifetime),
        tokens(references, ListColumn.REFERENCES, memory, lifetime),
        texts.column(memory, ListColumn.PREDICTION_TEXTS, lifetime),
        referenceTexts.column(memory, ListColumn.REFERENCE_TEXTS, lifetime));
  }

  private TokenColumn tokens(
      TokenBuffer staged, ListColumn column, BatchMemory memory, BatchLifetime lifetime) {
    int width = narrowing.width();
    int sequences = staged.sequences();
    MemorySegment offsets = memory.reserve(column.offsetSlot(), 4L * (sequences + 1));
    staged.writeOffsets(offsets);
    MemorySegment values = memory.reserve(column.valueSlot(), (long) width * staged.size);
    narrowing.write(staged.values(), 0, staged.size, values, 0);
    return new TokenColumn(sequences, width, values, offsets, narrowing.dictionary(), lifetime);
  }

  /** Predictions, each once per reference of its item. */
  private TokenColumn repeatedPredictions(BatchMemory memory, BatchLifetime lifetime) {
    int pairs = pairStarts[items];
    long total = 0;
    for (int item = 0; item < items; item++) {
      total += (long) predictions.length(item) * (pairStarts[item + 1] - pairStarts[item]);
    }
    int width = narrowing.width();
    MemorySegment values = memory.reserve(Slot.PREDICTION_VALUES, width * total);
    MemorySegment offsets = memory.reserve(Slot.PREDICTION_OFFSETS, 4L * (pairs + 1));
    offsets.setAtIndex(JAVA_INT, 0, 0);
    int written = 0;
    for (int item = 0; item < items; item++) {
      int length = predictions.length(item);
      for (int pair = pairStarts[item]; pair < pairStarts[item + 1]; pair++) {
        narrowing.write(predictions.values(), predictions.start(item), length, values, written);
        written += length;
        offsets.setAtIndex(JAVA_INT, pair + 1L, written);
      }
    }
    return new TokenColumn(pairs, width, values, offsets, narrowing.dictionary(), lifetime);
  }

  private SequenceBatch.Numbers numberColumns(BatchMemory memory, BatchLifetime lifetime) {
    return new SequenceBatch.Numbers(
        (seenFlags & SequenceBatch.HAS_LOGPROBS) != 0
            ? LogprobColumn.of(items, logprobs, memory, lifetime)
            : null,
        (seenFlags & SequenceBatch.HAS_CHOICES) != 0 ? choices.column() : null,
        externalScores.column(),
        logits.column(),
        numbers.column());
  }

  private static MemorySegment ints(BatchMemory memory, Slot slot, int[] values, int count) {
    MemorySegment column = memory.reserve(slot, 4L * count);
    MemorySegment.copy(values, 0, column, JAVA_INT, 0, count);
    return column;
  }
}
