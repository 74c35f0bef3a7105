// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The members of a gzip file one after the other (RFC 1952, 1996), all of them: what stands behind
 * the last is refused, where the JDK ends quietly before a member whose header is damaged.
 */
final class GzipInput extends GZIPInputStream {
  private static final int TRAILER_BYTES = 8;

  private final CountedInput taken;

  /** Bytes taken from the file when the inflater was last given any. */
  private long filled;

  GzipInput(InputStream file, int bufferBytes) throws IOException {
    this(new CountedInput(file), bufferBytes);
  }

  private GzipInput(CountedInput taken, int bufferBytes) throws IOException {
    super(taken, bufferBytes);
    this.taken = taken;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filled = taken.count();
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read = super.read(target, from, length);
    long behindData = inf.getRemaining() + taken.count() - filled;
    if (read < 0 && behindData != TRAILER_BYTES) {
      throw new ZipException("something else stands behind the compressed data");
    }
    return read;
  }
}
