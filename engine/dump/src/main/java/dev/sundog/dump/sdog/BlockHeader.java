package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a block declares of itself: 116 bytes, little-endian, in the order of the components, behind
 * an 8-byte mark and before a CRC32C.
 *
 * @param ordinal number of the block in the file, from 0 (u64)
 * @param firstItem number of its first item in the file, from 0 (u64)
 * @param columnBytes bytes of all columns (u64)
 * @param items items (u32)
 * @param pairs pairs (u32)
 * @param width bytes per token value, 2 or 4 (u32)
 * @param dictionary token ids in the dictionary, or −1 where values are the ids (i32)
 * @param groupKeys group keys (u32)
 * @param groupKeyBytes bytes of the group keys (u32)
 * @param predictionTokens prediction tokens (u64)
 * @param referenceTokens reference tokens (u64)
 * @param predictionTextBytes bytes of prediction texts, or −1 (i64)
 * @param referenceTextBytes bytes of reference texts, or −1 (i64)
 * @param logprobs log-probs, or −1 (i64)
 * @param idBytes bytes of ids, or −1 (i64)
 * @param choices choices of all items, or −1 (i64)
 */
record BlockHeader(
    long ordinal,
    long firstItem,
    long columnBytes,
    int items,
    int pairs,
    int width,
    int dictionary,
    int groupKeys,
    int groupKeyBytes,
    long predictionTokens,
    long referenceTokens,
    long predictionTextBytes,
    long referenceTextBytes,
    long logprobs,
    long idBytes,
    long choices) {
  static final int BYTES = 116;

  /** {@code SDOGBLK1} in a file. */
  static final long MARK = mark("SDOGBLK1");

  /** The eight bytes of an ASCII text as a little-endian number. */
  static long mark(String text) {
    long mark = 0;
    for (int at = 7; at >= 0; at--) {
      mark = mark << 8 | text.charAt(at);
    }
    return mark;
  }

  /** The header with its place in a file. */
  BlockHeader at(long ordinal, long firstItem) {
    return with(ordinal, firstItem, columnBytes);
  }

  /** The header with the bytes of its columns. */
  BlockHeader withColumnBytes(long columnBytes) {
    return with(ordinal, firstItem, columnBytes);
  }

  private BlockHeader with(long ordinal, long firstItem, long columnBytes) {
    return new BlockHeader(
        ordinal,
        firstItem,
        columnBytes,
        items,
        pairs,
        width,
        dictionary,
        groupKeys,
        groupKeyBytes,
        predictionTokens,
        referenceTokens,
        predictionTextBytes,
        referenceTextBytes,
        logprobs,
        idBytes,
        choices);
  }

  /** The shape of the batch, with its dictionary. */
  @SuppressWarnings("ArrayRecordComponent")
  BatchShape shape(int @Nullable [] ids) {
    return new BatchShape(
        items,
        pairs,
        width,
        predictionTokens,
        referenceTokens,
        predictionTextBytes,
        referenceTextBytes,
        logprobs,
        idBytes,
        ids);
  }

  /** Writes mark, fields and checksum into the first bytes of a buffer. */
  void encode(ByteBuffer target) {
    ByteBuffer out = target.slice(0, BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MARK).putLong(ordinal).putLong(firstItem).putLong(columnBytes);
    out.putInt(items).putInt(pairs).putInt(width).putInt(dictionary);
    out.putInt(groupKeys).putInt(groupKeyBytes);
    out.putLong(predictionTokens).putLong(referenceTokens);
    out.putLong(predictionTextBytes).putLong(referenceTextBytes);
    out.putLong(logprobs).putLong(idBytes).putLong(choices);
    out.putInt(Checksum.of(out.slice(0, BYTES - Integer.BYTES)));
  }

  /** The header in the first bytes of a buffer whose mark was seen, or null if it was damaged. */
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
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }
}
