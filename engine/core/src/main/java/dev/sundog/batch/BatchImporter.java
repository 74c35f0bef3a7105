// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sundog.batch.BatchMemory.Slot;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SequenceBatch} from whole columns, with one copy into memory that the batch owns.
 * Every offset, code and log-prob is checked, so the source need not be trusted.
 *
 * <p>There are two ways, for two kinds of sources:
 *
 * <ul>
 *   <li>A column in a batch's own layout, such as a block of a native dump, is read into {@link
 *       #reserve reserved} memory and then declared: {@link #begin(int, int)}, {@link #reserve},
 *       {@link #declare}, {@link #declareTokens}, {@link #finish}.
 *   <li>A column of another system, such as Arrow, is described and copied: {@link #begin(int)} or
 *       {@link #begin(int, ForeignBuffer)}, {@link #copy}, {@link #finish}. Nulls are missing
 *       parts; presence flags and token width follow from the columns.
 * </ul>
 *
 * <p>An importer is reused: the next batch ends the last one. Not thread-safe.
 */
public final class BatchImporter implements AutoCloseable {
  private final BatchLimits limits;
  private final GroupKeys groupKeys;
  private final SourcePosition position;
  private final BatchMemory memory = new BatchMemory();
  private final ImportedColumns columns;
  private final ForeignCopy foreign;
  private final StagedChoices choices = new StagedChoices();
  private final TokenNarrowing narrowing = new TokenNarrowing();
  private @Nullable ForeignRows rows;
  private int items;
  private int pairs;
  private @Nullable SequenceBatch current;

  /**
   * An importer without columns.
   *
   * @param limits sizes beyond which columns are rejected
   * @param groupKeys dictionary of the group codes
   * @param position position that errors refer to
   */
  public BatchImporter(BatchLimits limits, GroupKeys groupKeys, SourcePosition position) {
    this.limits = limits;
    this.groupKeys = groupKeys;
    this.position = position;
    columns = new ImportedColumns(memory, limits, groupKeys, position);
    foreign = new ForeignCopy(memory, limits, position);
  }

  /** The limits that columns are checked against. */
  public BatchLimits limits() {
    return limits;
  }

  /** The dictionary of group codes. */
  public GroupKeys groupKeys() {
    return groupKeys;
  }

  /** The position in the input that errors refer to. */
  public SourcePosition position() {
    return position;
  }

  /**
   * Ends the last batch and starts one in the batch's own layout. Flags are always expected, groups
   * if there are group names, pair starts if there are more pairs than items.
   *
   * @throws MalformedDumpException if there are fewer pairs than items
   */
  public void begin(int items, int pairs) {
    if (items < 0 || pairs < items) {
      throw position.malformed(items + " items with " + pairs + " pairs");
    }
    clear();
    columns.begin(items, pairs);
    this.items = items;
    this.pairs = pairs;
  }

  /** Ends the last batch and starts one of foreign columns, with one reference per item. */
  public void begin(int items) {
    begin(items, items);
    reserve(Slot.FLAGS, items);
    rows = ForeignRows.single(items);
  }

  /**
   * Ends the last batch and starts one of foreign columns, with any number of references per item.
   * Reference columns then have a list per reference, all others one per item.
   *
   * @param referenceStarts first reference of every item, and the end of the last item's
   * @throws MalformedDumpException if the starts decrease
   * @throws LimitExceededException if an item has too many references
   */
  public void begin(int items, ForeignBuffer referenceStarts) {
    ForeignRows several = ForeignRows.several(items, referenceStarts, limits, position);
    begin(items, several.pairs());
    several.writePairStarts(memory);
    rows = several;
  }

  /**
   * Memory for a column in the batch's own layout, to be filled by the caller.
   *
   * @param slot the column
   * @param bytes length
   * @throws LimitExceededException if the batch becomes larger than allowed
   */
  public MemorySegment reserve(Slot slot, long bytes) {
    return columns.reserve(slot, bytes);
  }

  /** Declares a column whose values and offsets were read into {@link #reserve reserved} memory. */
  public void declare(ListColumn column, long values) {
    columns.declare(column, values);
  }

  /**
   * Declares how both token columns are stored.
   *
   * @param width bytes per value: 2 or 4
   * @param dictionary token ids by value, or null if the values are the ids
   * @throws MalformedDumpException if the width is another, or the dictionary not one of 16 bits
   */
  public void declareTokens(int width, int @Nullable [] dictionary) {
    columns.declareTokens(width, dictionary);
  }

  /**
   * Copies a foreign column.
   *
   * @throws MalformedDumpException if the column is not valid
   * @throws LimitExceededException if a list or the batch is larger than allowed
   */
  public void copy(ListColumn column, ForeignColumn source) {
    ForeignRows rows = foreignRows();
    int expected = rows.lists(column);
    if (source.count() != expected) {
      throw position.malformed(
          "%d %ss, not %d".formatted(source.count(), column.label(), expected));
    }
    int count = column.perPair() ? pairs : items;
    columns.reserve(column.offsetSlot(), 4L * (count + 1));
    columns.reserve(column.valueSlot(), 0);
    long values = foreign.copy(column, source, rows.sources(column), count, columns.budget());
    columns.reserve(column.valueSlot(), column.valueBytes() * values);
    columns.declare(column, values);
    rows.mark(column, source, position);
  }

  /**
   * Copies the groups of foreign items: dictionary-encoded keys.
   *
   * @param indices index of every item's key
   * @param codes code of every key, by index
   * @throws MalformedDumpException if an index is not one of a key
   */
  public void copyGroups(ForeignBuffer indices, int[] codes) {
    if (indices.size() < items) {
      throw position.malformed(indices.size() + " groups of " + items + " items");
    }
    MemorySegment groups = reserve(Slot.GROUPS, 4L * items);
    for (int item = 0; item < items; item++) {
      long index = indices.integer(item);
      if (index < 0 || index >= codes.length) {
        throw position.malformed(
            "group " + index + " is outside the dictionary of " + codes.length);
      }
      groups.setAtIndex(JAVA_INT, item, codes[(int) index]);
    }
  }

  /** Appends one choice of the next item; see {@link BatchAppender#choice}. */
  public void choice(
      double nats, double unconditionalNats, double weight, int tokens, int characters, int bytes) {
    if (choices.open() == limits.sequenceTokens()) {
      throw position.exceeded(Limit.SEQUENCE_TOKENS, "more than " + choices.open() + " choices");
    }
    choices.add(position, nats, unconditionalNats, weight, tokens, characters, bytes);
  }

  /** Ends the choices of the next item. */
  public void endChoices() {
    choices.endItem();
  }

  /**
   * The batch of all columns; valid until the next {@code begin} or {@link #close()}.
   *
   * @throws MalformedDumpException if a column is not valid
   * @throws LimitExceededException if a sequence or an item is larger than allowed
   */
  public SequenceBatch finish() {
    if (choices.items() > 0 && choices.items() != items) {
      throw position.malformed("choices of " + choices.items() + " items, not of " + items);
    }
    endBatch();
    if (rows != null) {
      finishForeign(rows);
      rows = null;
    }
    SequenceBatch batch = columns.batch(choices);
    current = batch;
    return batch;
  }

  /** Completes foreign columns: presence flags, and tokens in as few bits as possible. */
  private void finishForeign(ForeignRows rows) {
    rows.writeFlags(memory, choices);
    columns.narrowTokens(narrowing);
  }

  private ForeignRows foreignRows() {
    if (rows == null) {
      throw new IllegalStateException("no batch of foreign columns was begun");
    }
    return rows;
  }

  private void endBatch() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private void clear() {
    endBatch();
    choices.clear();
    rows = null;
  }

  /** Ends the current batch and frees the memory. */
  @Override
  public void close() {
    clear();
    memory.close();
  }
}
