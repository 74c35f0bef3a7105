// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Copies foreign columns into a batch's memory and checks them on the way. Offsets are read once,
 * into the batch's own: what is checked is what is used, even if the owner changes its memory.
 */
final class ForeignCopy {
  private final BatchMemory memory;
  private final BatchLimits limits;
  private final SourcePosition position;
  private long[] starts = new long[0];
  private int[] ends = new int[0];

  ForeignCopy(BatchMemory memory, BatchLimits limits, SourcePosition position) {
    this.memory = memory;
    this.limits = limits;
    this.position = position;
  }

  /** Whether a list is present, whatever its length. */
  static boolean present(ForeignColumn source, int list) {
    ForeignColumn.Bits bits = source.present();
    return bits == null || bits.get(list);
  }

  /**
   * Copies a column.
   *
   * @param lists list of the source for every list of the target, −1 for none; null if they are the
   *     same
   * @param count lists of the target
   * @param budget bytes that values may take
   * @return values of the target; token ids in 32 bits
   */
  long copy(
      ListColumn column, ForeignColumn source, int @Nullable [] lists, int count, long budget) {
    checkType(column, source);
    long total = offsets(column, source, lists, count);
    int width = column.valueBytes();
    if (width * total > budget) {
      throw position.exceeded(
          Limit.BATCH_BYTES, "batch of more than " + limits.batchBytes() + " bytes");
    }
    MemorySegment values = memory.reserve(column.valueSlot(), width * total);
    for (int list = 0, to = 0; list < count; ) {
      // Lists that are adjacent on both sides are copied together.
      long from = starts[list];
      int end = list + 1;
      while (end < count && starts[end] == from + (ends[end - 1] - to)) {
        end++;
      }
      int length = ends[end - 1] - to;
      values(column, source, from, values, to, length);
      to += length;
      list = end;
    }
    return total;
  }

  private void checkType(ListColumn column, ForeignColumn source) {
    ForeignBuffer.Type type = source.values().type();
    boolean fits =
        switch (column) {
          case PREDICTIONS, REFERENCES -> type.integral();
          case LOGPROBS -> !type.integral();
          case PREDICTION_TEXTS, REFERENCE_TEXTS, IDS -> type == ForeignBuffer.Type.UINT8;
        };
    if (!fits || !source.offsets().type().integral() || source.offsets().size() < 1) {
      throw position.malformed(
          "%s column of %s with offsets of %s"
              .formatted(column.label(), type, source.offsets().type()));
    }
    ForeignColumn.Bits bits = source.present();
    if (bits != null && !bits.cover(source.count())) {
      throw position.malformed(column.label() + " column with too few validity bits");
    }
  }

  /** Writes the target's offsets; keeps where its lists begin in the source. */
  private long offsets(ListColumn column, ForeignColumn source, int @Nullable [] lists, int count) {
    if (starts.length < count) {
      starts = new long[Math.max(count, 2 * starts.length)];
      ends = new int[starts.length];
    }
    long end = 0;
    for (int list = 0; list < count; list++) {
      int from = lists == null ? list : lists[list];
      end += from < 0 || !present(source, from) ? empty(list) : range(column, source, from, list);
      if (end > Integer.MAX_VALUE) {
        throw position.exceeded(
            Limit.BATCH_BYTES, "batch of more than " + limits.batchBytes() + " bytes");
      }
      ends[list] = (int) end;
    }
    MemorySegment offsets = memory.reserve(column.offsetSlot(), 4L * (count + 1));
    offsets.setAtIndex(JAVA_INT, 0, 0);
    MemorySegment.copy(ends, 0, offsets, JAVA_INT, Integer.BYTES, count);
    return end;
  }

  /** An empty list continues the one before, so that it does not interrupt a copy. */
  private int empty(int list) {
    starts[list] =
        list == 0 ? 0 : starts[list - 1] + ends[list - 1] - (list == 1 ? 0 : ends[list - 2]);
    return 0;
  }

  /** Checks one list of the source. */
  private int range(ListColumn column, ForeignColumn source, int from, int list) {
    ForeignBuffer indices = source.indices();
    long entry = indices == null ? from : at(indices, from, column, "index");
    if (entry < 0 || entry >= source.offsets().size() - 1) {
      throw position.malformed(
          "%s %d: index %d is outside the dictionary".formatted(column.label(), from + 1L, entry));
    }
    long start = source.offsets().integer(entry);
    long end = source.offsets().integer(entry + 1);
    if (start < 0 || end < start || end > source.values().size()) {
      throw position.malformed(
          "%s %d: offsets %d to %d in %d values"
              .formatted(column.label(), from + 1L, start, end, source.values().size()));
    }
    if (end - start > limits.sequenceTokens()) {
      throw position.exceeded(
          Limit.SEQUENCE_TOKENS,
          "%s %d is longer than %d".formatted(column.label(), from + 1L, limits.sequenceTokens()));
    }
    starts[list] = start;
    return (int) (end - start);
  }

  private long at(ForeignBuffer numbers, long index, ListColumn column, String what) {
    if (index >= numbers.size() || !numbers.type().integral()) {
      throw position.malformed("%s column has no %s %d".formatted(column.label(), what, index + 1));
    }
    return numbers.integer(index);
  }

  private void values(
      ListColumn column,
      ForeignColumn source,
      long from,
      MemorySegment target,
      long to,
      int count) {
    switch (column) {
      case PREDICTIONS, REFERENCES -> tokens(column, source, from, target, to, count);
      case LOGPROBS -> logprobs(source.values(), from, target, to, count);
      case PREDICTION_TEXTS, REFERENCE_TEXTS, IDS ->
          MemorySegment.copy(source.values().memory(), from, target, to, count);
    }
  }

  private void tokens(
      ListColumn column,
      ForeignColumn source,
      long from,
      MemorySegment target,
      long to,
      int count) {
    ForeignBuffer values = source.values();
    int[] ids = source.tokenIds();
    if (ids == null && values.type() == ForeignBuffer.Type.INT32) {
      MemorySegment.copy(
          values.memory(), Integer.BYTES * from, target, Integer.BYTES * to, 4L * count);
      return;
    }
    for (int index = 0; index < count; index++) {
      long value = values.integer(from + index);
      if (ids != null && (value < 0 || value >= ids.length)) {
        throw position.malformed(
            column.label() + " value " + value + " is outside the dictionary of " + ids.length);
      }
      long id = ids == null ? value : ids[(int) value];
      if (id != (int) id) {
        throw position.malformed(column.label() + " token " + id + " does not fit 32 bits");
      }
      target.setAtIndex(JAVA_INT, to + index, (int) id);
    }
  }

  private void logprobs(ForeignBuffer source, long from, MemorySegment target, long to, int count) {
    for (int index = 0; index < count; index++) {
      double nats = source.real(from + index);
      if (!LogprobColumn.isLogprob(nats)) {
        throw position.malformed("log-prob " + nats + " is not the logarithm of a probability");
      }
      target.setAtIndex(JAVA_FLOAT, to + index, (float) Math.min(nats, 0));
    }
  }
}
