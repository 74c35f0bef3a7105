// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.dump.input.DumpInput;
import java.io.InputStream;
import java.util.ArrayDeque;

/**
 * The bytes of a file, with the offsets of its lines. A CSV reader buffers characters ahead of its
 * record and knows only line numbers; offsets are kept until they are asked for. A line ends with
 * LF, CR or CRLF.
 */
final class LineStarts extends InputStream {
  private final DumpInput input;
  private final ArrayDeque<Long> starts = new ArrayDeque<>();
  private long line = 1;
  private long offset;
  private boolean carriageReturn;

  /** Starts at the beginning of a file, which is closed with this stream. */
  LineStarts(DumpInput input) {
    this.input = input;
    offset = input.offset();
    starts.add(offset);
  }

  /**
   * Offset of a line's first byte in the decompressed file.
   *
   * @param wanted number of the line, from 1; must not decrease from call to call
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
