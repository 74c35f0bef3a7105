// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole columns in a batch's memory, and the sizes declared for them. */
final class ImportedColumns {
  private final BatchMemory memory;
  private final BatchLimits limits;
  private final GroupKeys groupKeys;
  private final SourcePosition position;
  private final ColumnCheck check;
  private final Map<ListColumn, Long> lengths = new EnumMap<>(ListColumn.class);
  private final Map<Slot, Long> reserved = new EnumMap<>(Slot.class);
  private int items;
  private int pairs;
  private int width;
  private int @Nullable [] dictionary;

  ImportedColumns(
      BatchMemory memory, BatchLimits limits, GroupKeys groupKeys, SourcePosition position) {
    this.memory = memory;
    this.limits = limits;
    this.groupKeys = groupKeys;
    this.position = position;
    check = new ColumnCheck(memory, limits, position);
  }

  /** Forgets all columns; tokens are 32-bit ids unless declared otherwise. */
  void begin(int items, int pairs) {
    this.items = items;
    this.pairs = pairs;
    width = Integer.BYTES;
    dictionary = null;
    lengths.clear();
    reserved.clear();
  }

  MemorySegment reserve(Slot slot, long bytes) {
    reserved.put(slot, bytes);
    if (budget() < 0) {
      throw position.exceeded(
          Limit.BATCH_BYTES,
          "batch of "
              + (limits.batchBytes() - budget())
              + " bytes, more than "
              + limits.batchBytes());
    }
    return memory.reserve(slot, bytes);
  }

  /** Bytes that the batch may still take. */
  long budget() {
    return limits.batchBytes() - reserved.values().stream().mapToLong(Long::longValue).sum();
  }

  void declare(ListColumn column, long values) {
    lengths.put(column, values);
  }

  void declareTokens(int width, int @Nullable [] dictionary) {
    if (width != Short.BYTES && width != Integer.BYTES) {
      throw position.malformed("token width of " + width + " bytes; must be 2 or 4");
    }
    if (dictionary != null) {
      if (width != Short.BYTES) {
        throw position.malformed("a token dictionary with values of " + width + " bytes");
      }
      check.dictionary(dictionary);
    }
    this.width = width;
    this.dictionary = dictionary;
  }

  /** Makes the 32-bit ids of both token columns narrow, if possible; missing columns are empty. */
  void narrowTokens(TokenNarrowing narrowing) {
    MemorySegment predictions = ids(ListColumn.PREDICTIONS);
    MemorySegment references = ids(ListColumn.REFERENCES);
    long predictionTokens = length(ListColumn.PREDICTIONS);
    long referenceTokens = length(ListColumn.REFERENCES);
    narrowing.choose(predictions, predictionTokens, references, referenceTokens);
    narrowing.narrowInPlace(predictions, predictionTokens);
    narrowing.narrowInPlace(references, referenceTokens);
    width = narrowing.width();
    dictionary = narrowing.dictionary();
  }

  private MemorySegment ids(ListColumn column) {
    if (length(column) < 0) {
      reserve(column.offsetSlot(), 4L * (pairs + 1)).fill((byte) 0);
      declare(column, 0);
    }
    return memory.reserve(column.valueSlot(), Integer.BYTES * length(column));
  }

  /** The batch of all columns, after checking each. */
  SequenceBatch batch(StagedChoices choices) {
    BatchLifetime lifetime = new BatchLifetime(() -> {});
    boolean hasChoices = choices.items() > 0;
    return new SequenceBatch(
        itemColumns(hasChoices, lifetime),
        pairColumns(lifetime),
        new SequenceBatch.Numbers(
            logprobs(lifetime), hasChoices ? choices.column() : null, null, null, null),
        groupKeys,
        lifetime);
  }

  private SequenceBatch.Items itemColumns(boolean hasChoices, BatchLifetime lifetime) {
    byte known = SequenceBatch.HAS_PREDICTION | SequenceBatch.HAS_REFERENCE;
    known |= length(ListColumn.LOGPROBS) < 0 ? 0 : SequenceBatch.HAS_LOGPROBS;
    known |= hasChoices ? SequenceBatch.HAS_CHOICES : 0;
    MemorySegment flags = memory.reserve(Slot.FLAGS, items);
    return new SequenceBatch.Items(
        items,
        pairs == items ? null : check.pairStarts(items, pairs),
        flags,
        check.commonFlags(flags, items, known),
        groupKeys.names().isEmpty() ? null : check.groups(items, groupKeys.count()),
        text(ListColumn.IDS, items, lifetime));
  }

  private SequenceBatch.Pairs pairColumns(BatchLifetime lifetime) {
    return new SequenceBatch.Pairs(
        tokens(ListColumn.PREDICTIONS, lifetime),
        tokens(ListColumn.REFERENCES, lifetime),
        text(ListColumn.PREDICTION_TEXTS, pairs, lifetime),
        text(ListColumn.REFERENCE_TEXTS, pairs, lifetime));
  }

  private TokenColumn tokens(ListColumn column, BatchLifetime lifetime) {
    long tokens = length(column);
    if (tokens < 0) {
      throw new IllegalStateException("the " + column.label() + " column was not declared");
    }
    MemorySegment offsets = check.offsets(column, pairs, tokens);
    MemorySegment values = values(column, width * tokens);
    if (dictionary != null) {
      check.values(values, tokens, dictionary.length);
    }
    return new TokenColumn(pairs, width, values, offsets, dictionary, lifetime);
  }

  private @Nullable TokenColumn text(ListColumn column, int sequences, BatchLifetime lifetime) {
    long bytes = length(column);
    return bytes < 0
        ? null
        : new TokenColumn(
            sequences,
            1,
            values(column, bytes),
            check.offsets(column, sequences, bytes),
            null,
            lifetime);
  }

  private @Nullable LogprobColumn logprobs(BatchLifetime lifetime) {
    long count = length(ListColumn.LOGPROBS);
    if (count < 0) {
      return null;
    }
    MemorySegment values = values(ListColumn.LOGPROBS, Float.BYTES * count);
    check.logprobs(values, count);
    return new LogprobColumn(
        items, values, check.offsets(ListColumn.LOGPROBS, items, count), lifetime);
  }

  private MemorySegment values(ListColumn column, long bytes) {
    if (bytes > reserved.getOrDefault(column.valueSlot(), 0L)) {
      throw new IllegalStateException(
          "the %s column has %d bytes, not %d"
              .formatted(column.label(), reserved.getOrDefault(column.valueSlot(), 0L), bytes));
    }
    return memory.reserve(column.valueSlot(), bytes);
  }

  private long length(ListColumn column) {
    return lengths.getOrDefault(column, -1L);
  }
}
