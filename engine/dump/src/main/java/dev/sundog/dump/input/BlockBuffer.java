// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.bytes.VectorMasks;
import dev.sundog.dump.bytes.VectorUse;
import java.util.Arrays;

/**
 * The memory of a thread that reads blocks: the bytes of one block and the bounds of its records.
 * Reused from block to block. Not thread-safe.
 */
public final class BlockBuffer {
  /** Bytes of the array before and after the block, so that vectors may be loaded at its ends. */
  static final int PADDING = 64;

  /** Size up to which the array is kept for the next block. */
  private static final int KEPT_BYTES = 8 << 20;

  private static final long LINE_FEEDS = Swar.each('\n');
  private static final int GROUP_BYTES = 4 * Long.BYTES;

  private byte[] bytes = {};
  private int filled = PADDING;
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private int count;

  /** Bytes to read before vectors are used. */
  private long scalarBytes = VectorUse.scalarBytes();

  /** An array with room for a block and the padding. */
  static byte[] array(int length) {
    return new byte[length + 2 * PADDING];
  }

  /** Forgets the block before and makes room for a number of bytes. */
  void begin(int length) {
    if (bytes.length < length + 2 * PADDING || bytes.length > KEPT_BYTES) {
      bytes = array(length);
    }
    filled = PADDING;
    count = 0;
  }

  /** Takes an array that holds a block from {@link #PADDING} on; returns the array before. */
  byte[] swap(byte[] block, int length) {
    byte[] before = bytes;
    bytes = block;
    filled = PADDING + length;
    count = 0;
    return before;
  }

  /** Index after the last byte of the block. */
  int filled() {
    return filled;
  }

  /** Reads on in a file. */
  void read(DumpFile file, long position, int length) {
    if (filled + length + PADDING > bytes.length) {
      long size = Math.max(filled + length + PADDING, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(size, Integer.MAX_VALUE - 8));
    }
    file.read(position, bytes, filled, length);
    filled += length;
  }

  /** Index of the first line feed at or after an index, or {@link #filled()}. */
  int lineFeed(int from) {
    int index = from;
    for (; index + Long.BYTES <= filled; index += Long.BYTES) {
      long found = Swar.equal(Swar.load(bytes, index), LINE_FEEDS);
      if (found != 0) {
        return index + Swar.first(found);
      }
    }
    while (index < filled && bytes[index] != '\n') {
      index++;
    }
    return index;
  }

  /**
   * Finds the lines that end at a line feed before an index.
   *
   * @param from index of the first line's first byte
   * @param to index at which the search ends
   * @return index of the first byte of the line that is not complete
   */
  int lines(int from, int to) {
    int start = from;
    int index = from;
    scalarBytes -= to - from;
    if (scalarBytes <= 0) {
      for (; index + VectorMasks.BYTES <= to; index += VectorMasks.BYTES) {
        long marks = VectorMasks.equal(bytes, index, (byte) '\n');
        for (; marks != 0; marks &= marks - 1) {
          int end = index + Long.numberOfTrailingZeros(marks);
          line(start, end);
          start = end + 1;
        }
      }
    }
    for (; index + GROUP_BYTES <= to; index += GROUP_BYTES) {
      long first = Swar.equal(Swar.load(bytes, index), LINE_FEEDS);
      long second = Swar.equal(Swar.load(bytes, index + 8), LINE_FEEDS);
      long third = Swar.equal(Swar.load(bytes, index + 16), LINE_FEEDS);
      long fourth = Swar.equal(Swar.load(bytes, index + 24), LINE_FEEDS);
      if ((first | second | third | fourth) != 0) {
        start = marked(first, index, start);
        start = marked(second, index + 8, start);
        start = marked(third, index + 16, start);
        start = marked(fourth, index + 24, start);
      }
    }
    for (; index < to; index++) {
      if (bytes[index] == '\n') {
        line(start, index);
        start = index + 1;
      }
    }
    return start;
  }

  /** The lines that end in eight bytes; only the lowest mark is sure to be a line feed. */
  private int marked(long marks, int index, int from) {
    int start = from;
    for (long left = marks; left != 0; left &= left - 1) {
      int end = index + Swar.first(left);
      if (bytes[end] == '\n') {
        line(start, end);
        start = end + 1;
      }
    }
    return start;
  }

  /** Adds a record. */
  void line(int start, int end) {
    if (count == ends.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  /**
   * Checks the size of the records.
   *
   * @param source name of the file
   * @param firstRecord number of the first record
   * @param base offset in the file of index 0
   * @param limit largest size in bytes
   * @throws LimitExceededException for the first record that is larger
   */
  void checkLengths(String source, long firstRecord, long base, int limit) {
    if (filled - PADDING <= limit) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (ends[i] - starts[i] > limit) {
        throw tooLong(source, firstRecord + i, base + starts[i], limit);
      }
    }
  }

  /** The error of a record that exceeds the limit. */
  static LimitExceededException tooLong(String source, long record, long offset, int limit) {
    return new LimitExceededException(
        source, record, offset, Limit.RECORD_BYTES, "a record of more than " + limit + " bytes");
  }

  /** Number of records. */
  int count() {
    return count;
  }

  /** The records found. */
  RecordBlock block(String source, long firstRecord, long base) {
    return new RecordBlock(source, bytes, starts, ends, count, firstRecord, base);
  }
}
