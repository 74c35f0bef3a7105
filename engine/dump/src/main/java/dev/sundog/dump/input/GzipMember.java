// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** One member of a gzip file (RFC 1952, 1996), with its checksum checked. */
final class GzipMember implements CompressedPart {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final DumpFile file;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long position;
  private int at;
  private int filled;
  private boolean ended;

  /** Reads the header of the member that begins at an offset. */
  GzipMember(DumpFile file, long start) throws IOException {
    this.file = file;
    position = start;
    try {
      header();
    } catch (IOException | RuntimeException e) {
      inflater.end();
      throw e;
    }
    inflater.setInput(buffer, at, filled - at);
  }

  private void header() throws IOException {
    if (number(2) != 0x8B1F || next() != 8) {
      throw new ZipException("Not in GZIP format");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip((int) number(2));
    }
    for (int text = NAME; text <= COMMENT; text *= 2) {
      while ((flags & text) != 0 && next() != 0) {}
    }
    skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private long number(int length) throws IOException {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() throws IOException {
    if (at == filled) {
      fill();
    }
    return buffer[at++] & 0xFF;
  }

  private void fill() throws IOException {
    at = 0;
    filled = (int) Math.min(BUFFER_BYTES, file.size() - position);
    if (filled <= 0) {
      throw new EOFException();
    }
    file.read(position, buffer, 0, filled);
    position += filled;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int count = inflater.inflate(target, from, length);
      while (count == 0 && !inflater.finished()) {
        if (inflater.needsDictionary()) {
          throw new ZipException("needs a dictionary");
        }
        fill();
        inflater.setInput(buffer, 0, filled);
        count = inflater.inflate(target, from, length);
      }
      checksum.update(target, from, count);
      if (inflater.finished() && count == 0) {
        trailer();
        return -1;
      }
      return count;
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
  }

  private void trailer() throws IOException {
    at = filled - inflater.getRemaining();
    ended = true;
    if (number(4) != checksum.getValue()
        || number(4) != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new ZipException("Corrupt GZIP trailer");
    }
  }

  @Override
  public long offset() {
    return position - (ended ? filled - at : inflater.getRemaining());
  }

  @Override
  public void close() {
    inflater.end();
  }
}
