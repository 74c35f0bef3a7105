// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchImporter;
import dev.sundog.batch.ListColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The header of a block, 116 bytes: an 8-byte mark, the components in order, and a CRC32C of all
 * bytes before it.
 *
 * @param ordinal number of the block in the file, from 0 (u64)
 * @param firstItem number of its first item in the file, from 0 (u64)
 * @param columnBytes bytes of all columns (u64)
 * @param rows rows and keys
 * @param values values of each column
 */
record BlockHeader(long ordinal, long firstItem, long columnBytes, Rows rows, Values values) {
  /**
   * Numbers of rows and keys.
   *
   * @param items items (u32)
   * @param pairs pairs (u32)
   * @param width bytes per token value, 2 or 4 (u32)
   * @param dictionary token ids in the dictionary, or −1 if values are the ids (i32)
   * @param groupKeys group keys (u32)
   * @param groupKeyBytes bytes of the group keys (u32)
   */
  record Rows(int items, int pairs, int width, int dictionary, int groupKeys, int groupKeyBytes) {}

  /**
   * Numbers of values; −1 for a column that is absent.
   *
   * @param predictionTokens prediction tokens (u64)
   * @param referenceTokens reference tokens (u64)
   * @param predictionTextBytes bytes of prediction texts (i64)
   * @param referenceTextBytes bytes of reference texts (i64)
   * @param logprobs log-probs (i64)
   * @param idBytes bytes of ids (i64)
   * @param choices choices of all items (i64)
   */
  record Values(
      long predictionTokens,
      long referenceTokens,
      long predictionTextBytes,
      long referenceTextBytes,
      long logprobs,
      long idBytes,
      long choices) {}

  static final int BYTES = 116;

  /** {@code SDOGBLK1} in a file. */
  static final long MARK = mark("SDOGBLK1");

  /** Eight ASCII characters as a little-endian number. */
  static long mark(String text) {
    long mark = 0;
    for (int at = 7; at >= 0; at--) {
      mark = mark << 8 | text.charAt(at);
    }
    return mark;
  }

  /** The header at its position in a file. */
  BlockHeader at(long ordinal, long firstItem) {
    return new BlockHeader(ordinal, firstItem, columnBytes, rows, values);
  }

  /** The header with the size of its columns. */
  BlockHeader withColumnBytes(long columnBytes) {
    return new BlockHeader(ordinal, firstItem, columnBytes, rows, values);
  }

  /** Declares the columns that were read into a batch's memory, with their dictionary or null. */
  void declare(BatchImporter importer, int @Nullable [] ids) {
    importer.declareTokens(rows.width, ids);
    importer.declare(ListColumn.PREDICTIONS, values.predictionTokens);
    importer.declare(ListColumn.REFERENCES, values.referenceTokens);
    importer.declare(ListColumn.PREDICTION_TEXTS, values.predictionTextBytes);
    importer.declare(ListColumn.REFERENCE_TEXTS, values.referenceTextBytes);
    importer.declare(ListColumn.LOGPROBS, values.logprobs);
    importer.declare(ListColumn.IDS, values.idBytes);
  }

  /** Writes the 116 bytes at the start of a buffer. */
  void encode(ByteBuffer target) {
    ByteBuffer out = target.slice(0, BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MARK).putLong(ordinal).putLong(firstItem).putLong(columnBytes);
    out.putInt(rows.items).putInt(rows.pairs).putInt(rows.width).putInt(rows.dictionary);
    out.putInt(rows.groupKeys).putInt(rows.groupKeyBytes);
    out.putLong(values.predictionTokens).putLong(values.referenceTokens);
    out.putLong(values.predictionTextBytes).putLong(values.referenceTextBytes);
    out.putLong(values.logprobs).putLong(values.idBytes).putLong(values.choices);
    out.putInt(Checksum.of(out.slice(0, BYTES - Integer.BYTES)));
  }

  /** The header at the start of a buffer, or null if its mark or checksum is wrong. */
  static @Nullable BlockHeader decode(ByteBuffer source) {
    ByteBuffer in = source.slice(0, BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int checksum = Checksum.of(in.slice(0, BYTES - Integer.BYTES));
    if (in.getLong() != MARK || checksum != in.getInt(BYTES - Integer.BYTES)) {
      return null;
    }
    return new BlockHeader(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        new Rows(in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt()),
        new Values(
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong(),
            in.getLong()));
  }
}
