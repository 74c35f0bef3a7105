// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read. */
final class CountedInput extends FilterInputStream {
  private long count;

  CountedInput(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count += value < 0 ? 0 : 1;
    return value;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read = super.read(target, from, length);
    count += Math.max(read, 0);
    return read;
  }

  /** Closes a file that was only read: an error then loses nothing. */
  @SuppressWarnings("EmptyCatch")
  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
