// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream in blocks that end at a line feed; their readers split them. Every line is
 * a record, empty ones too; a line feed at the very end begins no further line.
 */
final class LineStream implements BlockSource {
  private static final int FREE_ARRAYS = 16;

  private final DumpInput input;
  private final int blockBytes;
  private final int lineBytes;

  /** Arrays whose blocks were read. */
  private final ManyToManyConcurrentArrayQueue<byte[]> free =
      new ManyToManyConcurrentArrayQueue<>(FREE_ARRAYS);

  /** Holds the start of the next block. */
  private byte[] next;

  private int filled = BlockBuffer.PADDING;
  private long base;
  private long record = 1;
  private boolean ended;

  /**
   * Lines of a stream.
   *
   * @param input the stream, closed with this
   * @param blockBytes bytes of a block; more if a line is longer
   * @param lineBytes longest line allowed
   */
  LineStream(DumpInput input, int blockBytes, int lineBytes) {
    this.input = input;
    this.blockBytes = blockBytes;
    this.lineBytes = lineBytes;
    base = input.offset();
    next = BlockBuffer.array(blockBytes);
  }

  @Override
  public @Nullable BlockTask next() {
    int end = fill();
    if (end == BlockBuffer.PADDING) {
      return null;
    }
    Block block = new Block(next, end - BlockBuffer.PADDING, record, base);
    record += LineFeeds.count(next, BlockBuffer.PADDING, end);
    base += end - BlockBuffer.PADDING;
    int left = filled - end;
    byte[] array = free(left);
    System.arraycopy(next, end, array, BlockBuffer.PADDING, left);
    next = array;
    filled = BlockBuffer.PADDING + left;
    return block;
  }

  /** Reads until a block has whole lines. Returns the index after the last. */
  private int fill() {
    int searched = filled;
    while (true) {
      while (!ended && filled < next.length - BlockBuffer.PADDING) {
        int read = input.read(next, filled, next.length - BlockBuffer.PADDING - filled);
        ended = read == 0;
        filled += read;
      }
      int end = ended ? filled : LineFeeds.last(next, searched, filled) + 1;
      if (end > searched || ended) {
        return end;
      }
      if (filled - BlockBuffer.PADDING > lineBytes) {
        throw BlockBuffer.tooLong(input.name(), record, base, lineBytes);
      }
      searched = filled;
      grow();
    }
  }

  private void grow() {
    long length = Math.min(2L * (filled - BlockBuffer.PADDING), lineBytes + 1L);
    byte[] longer = BlockBuffer.array((int) length);
    System.arraycopy(next, 0, longer, 0, filled);
    next = longer;
  }

  /** An array with room for a block, more than {@code left} bytes of it taken. */
  private byte[] free(int left) {
    int length = Math.max(blockBytes, 2 * left) + 2 * BlockBuffer.PADDING;
    byte[] array = free.poll();
    return array == null || array.length != length ? new byte[length] : array;
  }

  @Override
  public double progress() {
    return input.progress();
  }

  @Override
  public void close() {
    input.close();
  }

  private final class Block implements BlockTask {
    private final byte[] bytes;
    private final int length;
    private final long firstRecord;
    private final long offset;

    Block(byte[] bytes, int length, long firstRecord, long offset) {
      this.bytes = bytes;
      this.length = length;
      this.firstRecord = firstRecord;
      this.offset = offset;
    }

    @Override
    public RecordBlock read(BlockBuffer buffer) {
      byte[] before = buffer.swap(bytes, length);
      if (before.length == blockBytes + 2 * BlockBuffer.PADDING) {
        free.offer(before);
      }
      long origin = offset - BlockBuffer.PADDING;
      int end = BlockBuffer.PADDING + length;
      int start = buffer.lines(BlockBuffer.PADDING, end);
      if (start < end) {
        buffer.line(start, end);
      }
      buffer.checkLengths(input.name(), firstRecord, origin, lineBytes);
      return buffer.block(input.name(), firstRecord, origin);
    }
  }
}
