// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.csv;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.bytes.Swar;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.input.Window;
import dev.sundog.dump.spec.InputLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a table at line feeds outside quotes, eight bytes at a time. The header is read first and
 * is not a record; blank lines are skipped.
 */
final class CsvSplitter implements BlockSplitter {
  private static final long LINE_FEEDS = Swar.each('\n');
  private static final long QUOTES = Swar.each('"');

  private final DumpInput input;
  private final Window window;
  private final int rowsPerBlock;
  private final int rowBytes;
  private int at;

  /** Number of the next row; the header is row 0. */
  private long record;

  private int start;
  private int end;

  /** Rows of a file, which is closed with this. */
  CsvSplitter(DumpInput input, InputLimits limits, BatchLimits batch) {
    this.input = input;
    rowsPerBlock = batch.batchItems();
    rowBytes = limits.recordBytes();
    window = new Window(input, BlockSplitter.chunkBytes(batch));
  }

  /**
   * The header, as a block of one record; called once, before {@link #next}.
   *
   * @throws MalformedDumpException if there is none
   */
  RecordBlock header() {
    while (!row()) {
      if (window.ended()) {
        throw MalformedDumpException.noRecords(input.name());
      }
      refill();
    }
    int[] starts = {start};
    int[] ends = {end};
    return new RecordBlock(input.name(), window.bytes(), starts, ends, 1, 0, window.base());
  }

  @Override
  public @Nullable RecordBlock next() {
    int[] starts = new int[Math.min(rowsPerBlock, 1024)];
    int[] ends = new int[starts.length];
    int count = 0;
    while (true) {
      while (count < rowsPerBlock && row()) {
        if (count == ends.length) {
          starts = Arrays.copyOf(starts, (int) Math.min(2L * count, rowsPerBlock));
          ends = Arrays.copyOf(ends, starts.length);
        }
        starts[count] = start;
        ends[count++] = end;
      }
      if (count > 0) {
        return new RecordBlock(
            input.name(), window.bytes(), starts, ends, count, record - count, window.base());
      }
      if (window.ended()) {
        return null;
      }
      refill();
    }
  }

  private void refill() {
    checkLength(at, window.filled());
    window.moveTo(at);
    at = 0;
  }

  /** Finds the next row that is in memory as a whole and not blank. */
  private boolean row() {
    while (true) {
      int filled = window.filled();
      int lineEnd = lineEnd(window.bytes(), at, filled);
      if (lineEnd == filled && (!window.ended() || lineEnd == at)) {
        return false;
      }
      start = at;
      end = lineEnd;
      at = Math.min(lineEnd + 1, filled);
      if (end > start && window.bytes()[end - 1] == '\r') {
        end--;
      }
      if (end > start) {
        checkLength(start, end);
        record++;
        return true;
      }
    }
  }

  /** Index of the line feed that ends a row, or where the bytes end. */
  private int lineEnd(byte[] bytes, int from, int filled) {
    boolean quoted = false;
    int index = from;
    while (true) {
      index = special(bytes, index, filled, quoted);
      if (index == filled || bytes[index] == '\n') {
        return index;
      }
      quoted = !quoted;
      index++;
    }
  }

  /** Index of the next quote, or line feed outside quotes. */
  private static int special(byte[] bytes, int from, int filled, boolean quoted) {
    int index = from;
    long lineFeeds = quoted ? 0 : -1;
    for (; index + Long.BYTES <= filled; index += Long.BYTES) {
      long word = Swar.load(bytes, index);
      long found = Swar.equal(word, QUOTES) | (Swar.equal(word, LINE_FEEDS) & lineFeeds);
      if (found != 0) {
        return index + Swar.first(found);
      }
    }
    while (index < filled && bytes[index] != '"' && (quoted || bytes[index] != '\n')) {
      index++;
    }
    return index;
  }

  private void checkLength(int from, int to) {
    if (to - from > rowBytes) {
      throw new LimitExceededException(
          input.name(),
          record,
          window.base() + from,
          Limit.RECORD_BYTES,
          "a record of more than " + rowBytes + " bytes");
    }
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
