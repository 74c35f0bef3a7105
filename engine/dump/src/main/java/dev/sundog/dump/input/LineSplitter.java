// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.spec.InputLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file at its line feeds, eight bytes at a time. Every line is a record, empty ones too; a
 * line feed at the very end begins no further line.
 */
public final class LineSplitter implements BlockSplitter {
  private static final long LINE_FEEDS = Swar.each('\n');

  private final DumpInput input;
  private final Window window;
  private final int lines;
  private final int lineBytes;
  private int usual = 1024;
  private int at;
  private long record = 1;

  /**
   * Lines of a file.
   *
   * @param input the file, closed with the framer
   * @param lines lines of a frame at most
   * @param chunkBytes bytes read at a time
   * @param lineBytes longest line allowed
   */
  public LineSplitter(DumpInput input, int lines, int chunkBytes, int lineBytes) {
    this.input = input;
    this.lines = lines;
    this.lineBytes = lineBytes;
    window = new Window(input, chunkBytes);
  }

  /** Lines of a file in blocks that become batches within their limits. */
  public static LineSplitter of(DumpInput input, InputLimits limits, BatchLimits batch) {
    return new LineSplitter(
        input, batch.batchItems(), BlockSplitter.chunkBytes(batch), limits.recordBytes());
  }

  @Override
  public @Nullable RecordBlock next() {
    int[] starts = new int[Math.min(lines, usual)];
    int[] ends = new int[starts.length];
    int count = 0;
    while (true) {
      byte[] bytes = window.bytes();
      int filled = window.filled();
      while (count < lines) {
        int end = lineEnd(bytes, at, filled);
        if (end == filled && !(window.ended() && end > at)) {
          break;
        }
        checkLength(end - at);
        if (count == ends.length) {
          starts = Arrays.copyOf(starts, (int) Math.min(2L * count, lines));
          ends = Arrays.copyOf(ends, starts.length);
        }
        starts[count] = at;
        ends[count++] = end;
        at = Math.min(end + 1, filled);
      }
      if (count > 0) {
        RecordBlock frame =
            new RecordBlock(input.name(), bytes, starts, ends, count, record, window.base());
        record += count;
        usual = Math.max(64, count + count / 8);
        return frame;
      }
      if (window.ended()) {
        return null;
      }
      checkLength(filled - at);
      window.moveTo(at);
      at = 0;
    }
  }

  private void checkLength(int length) {
    if (length > lineBytes) {
      throw new LimitExceededException(
          input.name(),
          record,
          window.base() + at,
          Limit.RECORD_BYTES,
          "a record of more than " + lineBytes + " bytes");
    }
  }

  /** Index of the next line feed, or where the bytes end. */
  private static int lineEnd(byte[] bytes, int from, int filled) {
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

  @Override
  public double progress() {
    return input.progress();
  }

  @Override
  public void close() {
    input.close();
  }
}
