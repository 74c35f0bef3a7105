// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;
import java.io.InputStream;

/** A part of a file as a stream. Closing it leaves the file open. */
final class FileBytes extends InputStream {
  private final DumpFile file;
  private final long end;
  private long at;

  FileBytes(DumpFile file, long start, long end) {
    this.file = file;
    this.at = start;
    this.end = end;
  }

  /** Offset in the file of the next byte. */
  long offset() {
    return at;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    if (at == end) {
      return -1;
    }
    int count = (int) Math.min(length, end - at);
    file.read(at, target, from, count);
    at += count;
    return count;
  }

  /** The rest of the part: GZIPInputStream asks whether another member may follow. */
  @Override
  public int available() {
    return (int) Math.min(end - at, Integer.MAX_VALUE);
  }

  /** Closes a stream that was only read: an error then loses nothing. */
  @SuppressWarnings("EmptyCatch")
  static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
