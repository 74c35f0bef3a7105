// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The inflated bytes of a file whose parts are inflated by several threads. A part is only used if
 * the one before ends where it begins. A part that fails is read again as the rest of the file, in
 * order: errors do not depend on threads. Not thread-safe.
 */
final class PartsInput extends InputStream {
  private final DumpFile file;
  private final Compression compression;
  private final PartsAhead ahead;
  private @Nullable CompressedPart part;
  private @Nullable FileBytes restBytes;
  private @Nullable InputStream rest;

  /** Where the part begins, and how many inflated bytes of it were read. */
  private long start;

  private long inflated;

  PartsInput(DumpFile file, Compression compression, int threads) {
    this.file = file;
    this.compression = compression;
    ahead = new PartsAhead(file, compression, 0, threads);
  }

  /** Offset in the file of the bytes that are not used yet. */
  long offset() {
    return restBytes != null ? restBytes.offset() : part != null ? part.offset() : start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (rest == null && start < file.size()) {
      try {
        if (part == null) {
          part = ahead.take(start);
          part = part == null ? compression.part(file, start) : part;
        }
        int count = part.read(target, from, length);
        if (count >= 0) {
          inflated += count;
          return count;
        }
        long end = part.offset();
        if (end < file.size() && !compression.begins(file, end)) {
          rest();
        } else {
          endPart();
          start = end;
          inflated = 0;
        }
      } catch (IOException e) {
        rest();
      }
    }
    return rest == null ? -1 : rest.read(target, from, length);
  }

  /** Goes on without parts, from the start of this one. */
  private void rest() throws IOException {
    endPart();
    restBytes = new FileBytes(file, start, file.size());
    rest = compression.all(restBytes);
    rest.skipNBytes(inflated);
  }

  private void endPart() {
    if (part != null) {
      part.close();
      part = null;
    }
  }

  @Override
  public void close() throws IOException {
    ahead.close();
    endPart();
    if (rest != null) {
      rest.close();
    }
  }
}
