package dev.sundog.dump.table;

import dev.sundog.dump.input.DumpInput;
import java.io.InputStream;
import java.util.ArrayDeque;

/**
 * The bytes of a file, and where those of its lines begin that were not asked for yet: a reader of
 * characters is ahead of the record it gives, and knows lines only. A line ends with LF, CR or
 * CRLF.
 */
final class LineStarts extends InputStream {
  private final DumpInput input;
  private final ArrayDeque<Long> starts = new ArrayDeque<>();
  private long line = 1;
  private long offset;
  private boolean carriageReturn;

  /** A file from its beginning, closed with this. */
  LineStarts(DumpInput input) {
    this.input = input;
    offset = input.offset();
    starts.add(offset);
  }

  /**
   * Offset of a line's first byte in the inflated file.
   *
   * @param wanted number of the line, from 1; no line before it can be asked for again
   */
  long of(long wanted) {
    while (line < wanted && starts.size() > 1) {
      starts.remove();
      line++;
    }
    return starts.element();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    int read = input.read(target, from, length);
    for (int index = from; index < from + read; index++) {
      offset++;
      byte next = target[index];
      if (next == '\n' && carriageReturn) {
        starts.removeLast();
      }
      if (next == '\n' || next == '\r') {
        starts.add(offset);
      }
      carriageReturn = next == '\r';
    }
    return read == 0 && length > 0 ? -1 : read;
  }

  @Override
  public void close() {
    input.close();
  }
}
