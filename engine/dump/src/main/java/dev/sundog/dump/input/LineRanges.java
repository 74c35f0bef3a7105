// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a plain file in byte ranges of equal size, cut without looking at the bytes. A line
 * belongs to the range in which it begins. Every line is a record, empty ones too; a line feed at
 * the very end begins no further line.
 */
final class LineRanges implements BlockSource {
  /** Small files are cut into about as many ranges, for all workers to have some. */
  private static final int RANGES = 16;

  private static final int LEAST_BYTES = 1 << 16;

  /** Bytes first read after a range, for the end of its last line. */
  private static final int TAIL_BYTES = 1 << 12;

  private final DumpFile file;
  private final long begin;
  private final int rangeBytes;
  private final int lineBytes;
  private long at;

  /**
   * Lines of a file.
   *
   * @param input a plain file, closed when all ranges are read
   * @param mostBytes bytes of a range at most
   * @param lineBytes longest line allowed
   */
  LineRanges(DumpInput input, int mostBytes, int lineBytes) {
    file = input.file();
    begin = input.offset();
    at = begin;
    this.lineBytes = lineBytes;
    long share = Math.max((file.size() - begin) / RANGES, LEAST_BYTES);
    rangeBytes = (int) Math.min(share, mostBytes);
  }

  @Override
  public @Nullable BlockTask next() {
    if (at >= file.size()) {
      return null;
    }
    long from = at;
    at = Math.min(file.size(), from + rangeBytes);
    file.retain();
    return new Range(from, at);
  }

  @Override
  public double progress() {
    return file.size() == 0 ? 1 : (double) at / file.size();
  }

  @Override
  public void close() {
    file.close();
  }

  /** The lines that begin in a range. */
  private final class Range implements BlockTask {
    private final long from;
    private final long to;

    /** Offset in the file of the buffer's first byte: the one before the range, if there is one. */
    private final long base;

    private long firstLine;

    Range(long from, long to) {
      this.from = from;
      this.to = to;
      base = from == begin ? from : from - 1;
      firstLine = from;
    }

    @Override
    public RecordBlock read(BlockBuffer buffer) {
      try {
        int length = (int) (to - base);
        buffer.begin(length + TAIL_BYTES);
        buffer.read(file, base, (int) Math.min(length + TAIL_BYTES, file.size() - base));
        split(buffer, BlockBuffer.PADDING + length);
        file.checkUnchanged();
        long origin = base - BlockBuffer.PADDING;
        buffer.checkLengths(file.name(), 1, origin, lineBytes);
        return buffer.block(file.name(), 1, origin);
      } finally {
        file.close();
      }
    }

    /** Finds the lines that begin before an index. */
    private void split(BlockBuffer buffer, int end) {
      int first = BlockBuffer.PADDING;
      if (from != begin) {
        first = buffer.lineFeed(first) + 1;
      }
      if (first >= end) {
        return; // The line before goes on beyond this range.
      }
      firstLine = base + first - BlockBuffer.PADDING;
      int start = buffer.lines(first, end);
      if (start < end) {
        buffer.line(start, end(buffer, start, end));
      }
    }

    /** Index after the last line, which is read to its end. */
    private int end(BlockBuffer buffer, int start, int searched) {
      int more = TAIL_BYTES;
      int index = searched;
      while (true) {
        index = buffer.lineFeed(index);
        long position = base + buffer.filled() - BlockBuffer.PADDING;
        if (index < buffer.filled() || position == file.size()) {
          return index;
        }
        if (index - start > lineBytes) {
          file.checkUnchanged();
          throw BlockBuffer.tooLong(
              file.name(), 1L + buffer.count(), base + start - BlockBuffer.PADDING, lineBytes);
        }
        more = (int) Math.min(2L * more, 1L + lineBytes - (index - start));
        buffer.read(file, position, (int) Math.min(more, file.size() - position));
      }
    }

    @Override
    public long recordsBefore() {
      try (DumpFile again = file.reopen()) {
        return again.lineFeeds(begin, firstLine);
      }
    }
  }
}
