package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.BatchMemory.Slot;
import dev.sundog.batch.ChoiceColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a block's columns lie: end to end behind the header in the order of {@link #columns}, then
 * the token dictionary (i32 each), then the group keys (per part u32 length and UTF-8), then the
 * choices (u32 number per item; per choice three float64 and three i32), then the checksum of all
 * these and the commit mark. Offsets, pair starts and groups are i32, log-probs float32, token
 * values of the declared width, flags and texts bytes.
 */
final class BlockLayout {
  /** {@code SDOGDONE} in a file: a block is there when this is. */
  static final long COMMIT_MARK = BlockHeader.mark("SDOGDONE");

  static final int TRAILER_BYTES = Checksum.BYTES + Long.BYTES;

  private static final int DICTIONARY_IDS = 1 << 16;

  /** A column with memory of its own in the batch, and its length in the file. */
  record Column(Slot slot, long bytes) {}

  private BlockLayout() {}

  /** The columns of a sound header, in the order of the file. */
  static List<Column> columns(BlockHeader header, boolean grouped) {
    int items = header.items();
    int pairs = header.pairs();
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(Slot.PREDICTION_OFFSETS, offsets(pairs)));
    columns.add(new Column(Slot.REFERENCE_OFFSETS, offsets(pairs)));
    add(columns, Slot.PREDICTION_TEXT_OFFSETS, header.predictionTextBytes(), offsets(pairs));
    add(columns, Slot.REFERENCE_TEXT_OFFSETS, header.referenceTextBytes(), offsets(pairs));
    add(columns, Slot.LOGPROB_OFFSETS, header.logprobs(), offsets(items));
    add(columns, Slot.ID_OFFSETS, header.idBytes(), offsets(items));
    add(columns, Slot.PAIR_STARTS, pairs == items ? -1 : 0, 4L * (items + 1L));
    add(columns, Slot.GROUPS, grouped ? 0 : -1, 4L * items);
    add(columns, Slot.LOGPROB_VALUES, header.logprobs(), 4 * header.logprobs());
    columns.add(new Column(Slot.PREDICTION_VALUES, header.width() * header.predictionTokens()));
    columns.add(new Column(Slot.REFERENCE_VALUES, header.width() * header.referenceTokens()));
    columns.add(new Column(Slot.FLAGS, items));
    add(columns, Slot.PREDICTION_TEXT, header.predictionTextBytes(), header.predictionTextBytes());
    add(columns, Slot.REFERENCE_TEXT, header.referenceTextBytes(), header.referenceTextBytes());
    add(columns, Slot.ID_VALUES, header.idBytes(), header.idBytes());
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

  /** Bytes of a sound header's dictionary. */
  static int dictionaryBytes(BlockHeader header) {
    return Math.max(0, header.dictionary()) * Integer.BYTES;
  }

  /** Bytes of a sound header's choices. */
  static long choiceBytes(BlockHeader header) {
    return header.choices() < 0
        ? 0
        : (long) Integer.BYTES * header.items() + ChoiceColumn.CHOICE_BYTES * header.choices();
  }

  /** Bytes of everything between a sound header and the checksum. */
  static long columnBytes(BlockHeader header, boolean grouped) {
    long bytes = dictionaryBytes(header) + (long) header.groupKeyBytes() + choiceBytes(header);
    for (Column column : columns(header, grouped)) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /** Bytes of a block from its header's mark to the end of its commit mark. */
  static long blockBytes(BlockHeader header) {
    return BlockHeader.BYTES + header.columnBytes() + TRAILER_BYTES;
  }

  /**
   * What is wrong with a header, or null.
   *
   * @param header as declared
   * @param grouped whether the file has group keys
   * @param remaining bytes of the file from the header's mark on
   */
  static @Nullable String fault(BlockHeader header, boolean grouped, long remaining) {
    long room = remaining - BlockHeader.BYTES - TRAILER_BYTES;
    if (!within(0, header.columnBytes(), room)) {
      return "a block with columns of "
          + header.columnBytes()
          + " bytes is cut off after "
          + remaining;
    }
    boolean counted =
        header.items() >= 0
            && header.pairs() >= header.items()
            && within(0, header.predictionTokens(), remaining)
            && within(0, header.referenceTokens(), remaining)
            && within(-1, header.predictionTextBytes(), remaining)
            && within(-1, header.referenceTextBytes(), remaining)
            && within(-1, header.logprobs(), remaining)
            && within(-1, header.idBytes(), remaining)
            && within(-1, header.choices(), remaining)
            && within(-1, header.dictionary(), DICTIONARY_IDS)
            && within(0, header.groupKeys(), grouped ? header.items() : 0)
            && within(0, header.groupKeyBytes(), grouped ? remaining : 0);
    if (!counted) {
      return "a block declares counts that can't be";
    }
    if (header.width() != 2 && header.width() != 4) {
      return "a block declares token values of " + header.width() + " bytes";
    }
    long sum = columnBytes(header, grouped);
    return sum == header.columnBytes()
        ? null
        : "a block declares " + header.columnBytes() + " bytes for columns of " + sum;
  }

  /** Whether a sound header's columns are larger than a batch may be. */
  static boolean exceeds(BlockHeader header, BatchLimits limits) {
    long aside = dictionaryBytes(header) + (long) header.groupKeyBytes();
    return header.columnBytes() - aside > limits.batchBytes()
        || header.groupKeyBytes() > limits.batchBytes();
  }

  private static boolean within(long low, long value, long high) {
    return low <= value && value <= high;
  }
}
