// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a file in order. A length is compared with the file's before it is allocated. */
final class ArrowInput implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 16;
  private static final int UNKNOWN_BYTES = 16 << 20;
  private static final int MOST_REST_BYTES = 64 << 20;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final DumpInput input;
  private final byte[] skipped = new byte[PIECE_BYTES];

  ArrowInput(DumpInput input) {
    this.input = input;
  }

  String name() {
    return input.name();
  }

  long offset() {
    return input.offset();
  }

  double progress() {
    return input.progress();
  }

  /** An error at a byte of the file. */
  MalformedDumpException malformed(long offset, String reason) {
    return new MalformedDumpException(name(), 0, offset, reason);
  }

  /** Whether this is a plain file, whose length is known. */
  boolean known() {
    return input.size() >= 0 && !input.compressed();
  }

  /** Checks that a length of bytes can follow. */
  void require(long length, String what) {
    if (length < 0 || (known() && length > input.size() - offset())) {
      throw malformed(
          offset(),
          what
              + " has "
              + length
              + " bytes"
              + (known() ? ", but the file ends at byte " + input.size() : ""));
    }
  }

  /**
   * The next bytes.
   *
   * @throws MalformedDumpException if there are fewer
   */
  byte[] read(long length, String what) {
    require(length, what);
    if (length > MOST_BYTES) {
      throw malformed(
          offset(), what + " has " + length + " bytes, more than 2 GiB. Write smaller batches");
    }
    byte[] bytes = new byte[(int) (known() ? length : Math.min(length, UNKNOWN_BYTES))];
    int read = 0;
    while (read < length) {
      if (read == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
      }
      read += next(bytes, read, Math.min(PIECE_BYTES, bytes.length - read), what);
    }
    return bytes;
  }

  private int next(byte[] target, int from, int length, String what) {
    int count = input.read(target, from, length);
    if (count == 0) {
      throw malformed(offset(), what + " ends here: the file is cut off");
    }
    return count;
  }

  /** Skips bytes. */
  void skip(long length, String what) {
    require(length, what);
    for (long left = length; left > 0; ) {
      left -= next(skipped, 0, (int) Math.min(left, PIECE_BYTES), what);
    }
  }

  /** The next bytes as an integer, little-endian. */
  int readInt(String what) {
    return ByteBuffer.wrap(read(Integer.BYTES, what)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** The bytes that are left, at most the first 64 MiB. */
  byte[] rest() {
    int size = PIECE_BYTES;
    byte[] bytes = input.peek(size);
    while (bytes.length == size && size < MOST_REST_BYTES) {
      size *= 4;
      bytes = input.peek(size);
    }
    return bytes;
  }

  /** Whether there are no more bytes. */
  boolean atEnd() {
    return input.peek(1).length == 0;
  }

  /** The next bytes, which stay to be read. */
  byte[] peek(int length) {
    return input.peek(length);
  }

  @Override
  public void close() {
    input.close();
  }
}
