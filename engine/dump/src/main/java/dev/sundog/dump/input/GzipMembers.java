// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * The members of a gzip file. Nothing says where the next one begins: every place that looks like a
 * header may be one, and is one if the member before ends there.
 */
final class GzipMembers implements Compression {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Bytes of a header that are looked at: magic, method, flags. */
  private static final int HEADER_BYTES = 4;

  private static final int RESERVED_FLAGS = 0xE0;

  @Override
  public CompressedPart part(DumpFile file, long start) throws IOException {
    return new GzipMember(file, start);
  }

  @Override
  public InputStream all(InputStream bytes) throws IOException {
    return new GzipInput(bytes, 1 << 17);
  }

  @Override
  public boolean begins(DumpFile file, long at) {
    try (GzipMember member = new GzipMember(file, at)) {
      return member.offset() > at;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long next(DumpFile file, long known, long to) {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, to - known) + HEADER_BYTES];
    int step = buffer.length - HEADER_BYTES;
    for (long at = known + 1; at < to; at += step) {
      int length = (int) Math.min(buffer.length, file.size() - at);
      file.read(at, buffer, 0, length);
      for (int i = 0; i < Math.min(step, length - HEADER_BYTES + 1); i++) {
        if (begins(buffer, i) && at + i < to) {
          return at + i;
        }
      }
    }
    return -1 - Math.max(known, to - 1);
  }

  private static boolean begins(byte[] bytes, int at) {
    return bytes[at] == 0x1F
        && (bytes[at + 1] & 0xFF) == 0x8B
        && bytes[at + 2] == 8
        && (bytes[at + 3] & RESERVED_FLAGS) == 0;
  }
}
