// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the lists of foreign columns belong to the items and pairs of a batch, and which parts the
 * items have. An item without references has one pair, with an empty reference.
 */
final class ForeignRows {
  private static final int NONE = -1;

  /** Bytes that a pair takes at least, on the heap and in the batch. */
  private static final int PAIR_BYTES = 32;

  private final int items;
  private final int references;
  private final byte[] flags;
  private final int @Nullable [] pairStarts;
  private final int @Nullable [] itemOfPair;
  private final int @Nullable [] referenceOfPair;

  private ForeignRows(
      int items,
      int references,
      int @Nullable [] pairStarts,
      int @Nullable [] itemOfPair,
      int @Nullable [] referenceOfPair) {
    this.items = items;
    this.references = references;
    this.flags = new byte[items];
    this.pairStarts = pairStarts;
    this.itemOfPair = itemOfPair;
    this.referenceOfPair = referenceOfPair;
  }

  /** One reference per item. */
  static ForeignRows single(int items) {
    return new ForeignRows(items, items, null, null, null);
  }

  /** Any number of references per item. */
  static ForeignRows several(
      int items, ForeignBuffer starts, BatchLimits limits, SourcePosition position) {
    if (items < 0 || starts.size() <= items || !starts.type().integral()) {
      throw position.malformed(starts.size() + " starts of references for " + items + " items");
    }
    long most = limits.batchBytes() / PAIR_BYTES;
    int[] pairStarts = new int[items + 1];
    int[] itemOfPair = new int[Math.max(16, items)];
    int[] referenceOfPair = new int[itemOfPair.length];
    long first = starts.integer(0);
    long start = first;
    int pairs = 0;
    for (int item = 0; item < items; item++) {
      long end = starts.integer(item + 1L);
      if (first < 0 || end < start || end - first > most) {
        throw position.malformed("references of item " + (item + 1L) + ": " + start + " to " + end);
      }
      if (end - start > limits.itemReferences()) {
        throw position.exceeded(
            Limit.ITEM_REFERENCES,
            "item " + (item + 1L) + " has more than " + limits.itemReferences() + " references");
      }
      int added = (int) Math.max(1, end - start);
      if (pairs + added > itemOfPair.length) {
        itemOfPair = Arrays.copyOf(itemOfPair, Staging.grown(pairs, added));
        referenceOfPair = Arrays.copyOf(referenceOfPair, itemOfPair.length);
      }
      for (int reference = 0; reference < added; reference++) {
        itemOfPair[pairs] = item;
        referenceOfPair[pairs++] = end == start ? NONE : (int) (start - first) + reference;
      }
      pairStarts[item + 1] = pairs;
      start = end;
    }
    return new ForeignRows(items, (int) (start - first), pairStarts, itemOfPair, referenceOfPair);
  }

  int pairs() {
    return pairStarts == null ? items : pairStarts[items];
  }

  void writePairStarts(BatchMemory memory) {
    if (pairStarts != null) {
      MemorySegment column = memory.reserve(Slot.PAIR_STARTS, 4L * pairStarts.length);
      MemorySegment.copy(pairStarts, 0, column, JAVA_INT, 0, pairStarts.length);
    }
  }

  /** Lists that a foreign column must have. */
  int lists(ListColumn column) {
    return ofReferences(column) ? references : items;
  }

  /** List of the foreign column for every list of the batch's, or null if they are the same. */
  int @Nullable [] sources(ListColumn column) {
    return !column.perPair() ? null : ofReferences(column) ? referenceOfPair : itemOfPair;
  }

  private static boolean ofReferences(ListColumn column) {
    return column == ListColumn.REFERENCES || column == ListColumn.REFERENCE_TEXTS;
  }

  /** Sets the presence flags of the items whose lists are not null. */
  void mark(ListColumn column, ForeignColumn source, SourcePosition position) {
    byte flag =
        switch (column) {
          case PREDICTIONS, PREDICTION_TEXTS -> SequenceBatch.HAS_PREDICTION;
          case REFERENCES, REFERENCE_TEXTS -> SequenceBatch.HAS_REFERENCE;
          case LOGPROBS -> SequenceBatch.HAS_LOGPROBS;
          case IDS -> 0;
        };
    if (!ofReferences(column) || pairStarts == null) {
      for (int item = 0; item < items; item++) {
        flags[item] |= ForeignCopy.present(source, item) ? flag : 0;
      }
      return;
    }
    for (int item = 0; item < items; item++) {
      for (int pair = pairStarts[item]; pair < pairStarts[item + 1]; pair++) {
        int reference = referenceOfPair == null ? pair : referenceOfPair[pair];
        if (reference != NONE && !ForeignCopy.present(source, reference)) {
          throw position.malformed(
              "a reference of item " + (item + 1L) + " is null; leave it out of the list");
        }
        flags[item] |= reference == NONE ? 0 : flag;
      }
    }
  }

  void writeFlags(BatchMemory memory, StagedChoices choices) {
    for (int item = 0; item < choices.items(); item++) {
      flags[item] |= choices.length(item) > 0 ? SequenceBatch.HAS_CHOICES : 0;
    }
    MemorySegment.copy(flags, 0, memory.reserve(Slot.FLAGS, items), JAVA_BYTE, 0, items);
  }
}
