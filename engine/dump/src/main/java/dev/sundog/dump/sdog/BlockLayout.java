// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.BatchMemory.Slot;
import dev.sundog.batch.ChoiceColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a block after its header, without gaps:
 *
 * <ol>
 *   <li>the columns in the order of {@link #columns}: offsets, pair starts and groups are i32,
 *       log-probs float32, token values unsigned 16-bit or i32, flags and texts bytes
 *   <li>the token dictionary, i32 each
 *   <li>the group keys, per part u32 length and UTF-8
 *   <li>the choices: u32 number per item, then three float64 and three i32 per choice
 *   <li>CRC32C of all these, and the commit mark
 * </ol>
 */
final class BlockLayout {
  /** {@code SDOGDONE} in a file, written last: without it the block is incomplete. */
  static final long COMMIT_MARK = BlockHeader.mark("SDOGDONE");

  static final int TRAILER_BYTES = Checksum.BYTES + Long.BYTES;

  private static final int DICTIONARY_IDS = 1 << 16;

  /** A column of the batch and its length in the file. */
  record Column(Slot slot, long bytes) {}

  private BlockLayout() {}

  /** The columns of a valid header, in the order of the file. */
  static List<Column> columns(BlockHeader header, boolean grouped) {
    int items = header.rows().items();
    int pairs = header.rows().pairs();
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(Slot.PREDICTION_OFFSETS, offsets(pairs)));
    columns.add(new Column(Slot.REFERENCE_OFFSETS, offsets(pairs)));
    add(
        columns,
        Slot.PREDICTION_TEXT_OFFSETS,
        header.values().predictionTextBytes(),
        offsets(pairs));
    add(columns, Slot.REFERENCE_TEXT_OFFSETS, header.values().referenceTextBytes(), offsets(pairs));
    add(columns, Slot.LOGPROB_OFFSETS, header.values().logprobs(), offsets(items));
    add(columns, Slot.ID_OFFSETS, header.values().idBytes(), offsets(items));
    add(columns, Slot.PAIR_STARTS, pairs == items ? -1 : 0, 4L * (items + 1L));
    add(columns, Slot.GROUPS, grouped ? 0 : -1, 4L * items);
    add(columns, Slot.LOGPROB_VALUES, header.values().logprobs(), 4 * header.values().logprobs());
    columns.add(
        new Column(
            Slot.PREDICTION_VALUES, header.rows().width() * header.values().predictionTokens()));
    columns.add(
        new Column(
            Slot.REFERENCE_VALUES, header.rows().width() * header.values().referenceTokens()));
    columns.add(new Column(Slot.FLAGS, items));
    add(
        columns,
        Slot.PREDICTION_TEXT,
        header.values().predictionTextBytes(),
        header.values().predictionTextBytes());
    add(
        columns,
        Slot.REFERENCE_TEXT,
        header.values().referenceTextBytes(),
        header.values().referenceTextBytes());
    add(columns, Slot.ID_VALUES, header.values().idBytes(), header.values().idBytes());
    return columns;
  }

  private static void add(List<Column> columns, Slot slot, long present, long bytes) {
    if (present >= 0) {
      columns.add(new Column(slot, bytes));
    }
  }

  private static long offsets(int sequences) {
    return 4 * (sequences + 1L);
  }

  /** Bytes of the dictionary of a valid header. */
  static int dictionaryBytes(BlockHeader header) {
    return Math.max(0, header.rows().dictionary()) * Integer.BYTES;
  }

  /** Bytes of the choices of a valid header. */
  static long choiceBytes(BlockHeader header) {
    return header.values().choices() < 0
        ? 0
        : (long) Integer.BYTES * header.rows().items()
            + ChoiceColumn.CHOICE_BYTES * header.values().choices();
  }

  /** Bytes between a valid header and the checksum. */
  static long columnBytes(BlockHeader header, boolean grouped) {
    long bytes =
        dictionaryBytes(header) + (long) header.rows().groupKeyBytes() + choiceBytes(header);
    for (Column column : columns(header, grouped)) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /** Bytes of a whole block. */
  static long blockBytes(BlockHeader header) {
    return BlockHeader.BYTES + header.columnBytes() + TRAILER_BYTES;
  }

  /**
   * The error in a header, or null if it is valid.
   *
   * @param header as read
   * @param grouped whether the file has group keys
   * @param remaining bytes of the file from the start of the block
   */
  static @Nullable String fault(BlockHeader header, boolean grouped, long remaining) {
    long room = remaining - BlockHeader.BYTES - TRAILER_BYTES;
    if (!within(0, header.columnBytes(), room)) {
      return "truncated block: "
          + header.columnBytes()
          + " bytes of columns declared, "
          + Math.max(room, 0)
          + " left";
    }
    boolean counted =
        header.rows().items() >= 0
            && header.rows().pairs() >= header.rows().items()
            && within(0, header.values().predictionTokens(), remaining)
            && within(0, header.values().referenceTokens(), remaining)
            && within(-1, header.values().predictionTextBytes(), remaining)
            && within(-1, header.values().referenceTextBytes(), remaining)
            && within(-1, header.values().logprobs(), remaining)
            && within(-1, header.values().idBytes(), remaining)
            && within(-1, header.values().choices(), remaining)
            && within(-1, header.rows().dictionary(), DICTIONARY_IDS)
            && within(0, header.rows().groupKeys(), grouped ? header.rows().items() : 0)
            && within(0, header.rows().groupKeyBytes(), grouped ? remaining : 0);
    if (!counted) {
      return "invalid counts in the header of a block";
    }
    if (header.rows().width() != 2 && header.rows().width() != 4) {
      return "token values of "
          + header.rows().width()
          + " bytes in the header of a block, not 2 or 4";
    }
    long sum = columnBytes(header, grouped);
    return sum == header.columnBytes()
        ? null
        : "the header of a block declares "
            + header.columnBytes()
            + " bytes of columns, but its counts require "
            + sum;
  }

  /** Whether the columns of a valid header exceed the size of a batch. */
  static boolean exceeds(BlockHeader header, BatchLimits limits) {
    long aside = dictionaryBytes(header) + (long) header.rows().groupKeyBytes();
    return header.columnBytes() - aside > limits.batchBytes()
        || header.rows().groupKeyBytes() > limits.batchBytes();
  }

  private static boolean within(long low, long value, long high) {
    return low <= value && value <= high;
  }
}
