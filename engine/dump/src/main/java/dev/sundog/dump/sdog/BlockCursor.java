package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Goes from block header to block header, reading nothing between. Not thread-safe. */
final class BlockCursor {
  private static final int VERIFIED_BYTES = 1 << 18;

  private final DumpFile file;
  private final boolean grouped;
  private long position;
  private long blocks;
  private long items;

  BlockCursor(DumpFile file, FileHeader header) {
    this.file = file;
    this.grouped = !header.keyNames().isEmpty();
    this.position = header.bytes();
  }

  /** Offset of the next block. */
  long position() {
    return position;
  }

  /** Blocks passed. */
  long blocks() {
    return blocks;
  }

  /** Items passed. */
  long items() {
    return items;
  }

  /**
   * The header of the block that begins here; goes on to the next.
   *
   * @param end where the blocks end
   * @throws MalformedDumpException if there is no sound header, or its block leads beyond the end
   */
  BlockHeader next(long end) {
    long remaining = end - position;
    if (remaining < BlockHeader.BYTES) {
      throw file.malformed(position, "a block is cut off after " + remaining + " bytes");
    }
    ByteBuffer bytes = file.read(position, BlockHeader.BYTES);
    if (bytes.getLong(0) != BlockHeader.MARK) {
      throw file.malformed(position, "no block begins here");
    }
    BlockHeader header = BlockHeader.decode(bytes);
    if (header == null) {
      throw file.malformed(position, "a block's header does not have its checksum");
    }
    String fault = BlockLayout.fault(header, grouped, remaining);
    if (fault != null) {
      throw file.malformed(position, fault);
    }
    if (header.ordinal() != blocks || header.firstItem() != items) {
      throw file.malformed(
          position,
          "block "
              + header.ordinal()
              + " from item "
              + header.firstItem()
              + " stands where block "
              + blocks
              + " from item "
              + items
              + " should");
    }
    position += BlockLayout.blockBytes(header);
    blocks++;
    items += header.items();
    return header;
  }

  /** Refuses a block that is larger than a batch may be. */
  void check(BlockHeader header, BatchLimits limits) {
    if (BlockLayout.exceeds(header, limits)) {
      throw new LimitExceededException(
          file.name(),
          header.firstItem() + 1,
          position - BlockLayout.blockBytes(header),
          Limit.BATCH_BYTES,
          "a block of "
              + header.columnBytes()
              + " bytes, more than a batch of "
              + limits.batchBytes());
    }
  }

  /**
   * Passes all blocks up to the first that is not whole.
   *
   * @param verify whether a block's columns are read and must have their checksum, or only the
   *     commit mark must be there
   * @return what is wrong where the cursor stopped, or null if that is the end of the file
   */
  @Nullable MalformedDumpException passSound(boolean verify) {
    while (position < file.size()) {
      long start = position;
      long before = items;
      try {
        BlockHeader header = next(file.size());
        checkTrailer(header, start, verify);
      } catch (MalformedDumpException e) {
        blocks -= position > start ? 1 : 0;
        items = before;
        position = start;
        return e;
      }
    }
    return null;
  }

  private void checkTrailer(BlockHeader header, long start, boolean verify) {
    long columns = start + BlockHeader.BYTES;
    ByteBuffer trailer = file.read(columns + header.columnBytes(), BlockLayout.TRAILER_BYTES);
    int checksum = trailer.getInt();
    if (trailer.getLong() != BlockLayout.COMMIT_MARK) {
      throw file.malformed(start, "a block was not committed");
    }
    if (verify && checksum != checksum(columns, header.columnBytes())) {
      throw file.malformed(start, "a block's columns do not have their checksum");
    }
  }

  private int checksum(long from, long bytes) {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(VERIFIED_BYTES);
    for (long done = 0; done < bytes; done += VERIFIED_BYTES) {
      buffer.clear().limit((int) Math.min(VERIFIED_BYTES, bytes - done));
      file.read(from + done, buffer);
      crc.update(buffer.flip());
    }
    return (int) crc.getValue();
  }
}
