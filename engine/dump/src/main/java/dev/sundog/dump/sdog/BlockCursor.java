// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Moves from block header to block header without reading columns. Not thread-safe. */
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
   * Reads the header of the next block and moves past the block.
   *
   * @param end offset of the end of all blocks
   * @throws MalformedDumpException if the header is not valid or its block exceeds {@code end}
   */
  BlockHeader next(long end) {
    long remaining = end - position;
    if (remaining < BlockHeader.BYTES) {
      throw file.malformed(position, "truncated block of " + remaining + " bytes");
    }
    ByteBuffer bytes = file.read(position, BlockHeader.BYTES);
    if (bytes.getLong(0) != BlockHeader.MARK) {
      throw file.malformed(position, "expected a block");
    }
    BlockHeader header = BlockHeader.decode(bytes);
    if (header == null) {
      throw file.malformed(position, "wrong checksum of the header of a block");
    }
    String fault = BlockLayout.fault(header, grouped, remaining);
    if (fault != null) {
      throw file.malformed(position, fault);
    }
    if (header.ordinal() != blocks || header.firstItem() != items) {
      throw file.malformed(
          position,
          "expected block %d with first item %d, found block %d with first item %d"
              .formatted(blocks, items, header.ordinal(), header.firstItem()));
    }
    position += BlockLayout.blockBytes(header);
    blocks++;
    items += header.rows().items();
    return header;
  }

  /** Rejects a block that is larger than a batch may be. */
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
   * Moves past all complete blocks.
   *
   * @param verify whether the checksums of columns are verified, or only commit marks
   * @return the error in the first block that is not complete, or null at the end of the file
   */
  @Nullable MalformedDumpException passComplete(boolean verify) {
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
      throw file.malformed(start, "incomplete block: no commit mark");
    }
    if (verify && checksum != checksum(columns, header.columnBytes())) {
      throw file.malformed(start, "wrong checksum of the columns of a block");
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
