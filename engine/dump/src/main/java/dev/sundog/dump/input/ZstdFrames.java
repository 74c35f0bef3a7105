// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The frames of a Zstandard file (RFC 8878, 2021); the sizes of their blocks say where they end.
 */
final class ZstdFrames implements Compression {
  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;

  /** Blocks of a frame at most that are walked: longer frames are too long to be kept ahead. */
  private static final int MOST_BLOCKS = 1 << 12;

  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int CHECKSUM = 1 << 2;
  private static final int SINGLE_SEGMENT = 1 << 5;
  private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
  private static final int REPEATED = 1;
  private static final int RESERVED = 3;

  @Override
  public CompressedPart part(DumpFile file, long start) throws IOException {
    long end = end(file, start);
    if (end < 0 || end > file.size()) {
      throw new IOException("the end of the frame is not known");
    }
    InputStream frame = all(new FileBytes(file, start, end));
    return new CompressedPart() {
      @Override
      public int read(byte[] target, int from, int length) throws IOException {
        return frame.read(target, from, length);
      }

      @Override
      public long offset() {
        return end;
      }

      @Override
      public void close() {
        FileBytes.closeQuietly(frame);
      }
    };
  }

  @Override
  public InputStream all(InputStream bytes) throws IOException {
    return new ZstdInputStream(bytes);
  }

  /** Always: whatever comes after a frame is read as the next one. */
  @Override
  public boolean begins(DumpFile file, long at) {
    return true;
  }

  @Override
  public long next(DumpFile file, long known, long to) {
    long end = known >= file.size() ? -1 : end(file, known);
    return end < 0 || end >= file.size() ? -1 - file.size() : end;
  }

  /** Offset after a frame and the skippable ones before it; −1 if that is not known. */
  private static long end(DumpFile file, long start) {
    long at = start;
    while (at + Long.BYTES <= file.size()) {
      ByteBuffer head = file.read(at, Long.BYTES);
      int magic = head.getInt();
      if (magic == MAGIC) {
        int flags = head.get() & 0xFF;
        return blocksEnd(file, at + headerBytes(flags), (flags & CHECKSUM) != 0 ? 4 : 0);
      }
      if ((magic & SKIPPABLE_MASK) != SKIPPABLE_MAGIC) {
        return -1;
      }
      at += Long.BYTES + Integer.toUnsignedLong(head.getInt());
    }
    return at == file.size() ? at : -1;
  }

  private static int headerBytes(int flags) {
    boolean singleSegment = (flags & SINGLE_SEGMENT) != 0;
    int window = singleSegment ? 0 : 1;
    int dictionary = DICTIONARY_BYTES[flags & 3];
    int sizeCode = flags >>> 6;
    int size = sizeCode == 0 ? (singleSegment ? 1 : 0) : 1 << sizeCode;
    return Integer.BYTES + 1 + window + dictionary + size;
  }

  private static long blocksEnd(DumpFile file, long first, int checksumBytes) {
    long at = first;
    for (int block = 0; block < MOST_BLOCKS && at + BLOCK_HEADER_BYTES <= file.size(); block++) {
      ByteBuffer bytes = file.read(at, BLOCK_HEADER_BYTES);
      int header = (bytes.getShort() & 0xFFFF) | (bytes.get() & 0xFF) << 16;
      int type = (header >>> 1) & 3;
      if (type == RESERVED) {
        return -1;
      }
      at += BLOCK_HEADER_BYTES + (type == REPEATED ? 1 : header >>> 3);
      if ((header & 1) != 0) {
        return at + checksumBytes;
      }
    }
    return -1;
  }
}
