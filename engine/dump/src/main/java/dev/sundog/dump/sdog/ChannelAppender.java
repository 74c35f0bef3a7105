// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends with channel writes. */
final class ChannelAppender implements DumpAppender {
  private static final long BYTES_AT_ONCE = 1 << 30;

  private final FileChannel channel;
  private long length;

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  ChannelAppender(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void append(MemorySegment bytes) throws IOException {
    for (long done = 0; done < bytes.byteSize(); done += BYTES_AT_ONCE) {
      long count = Math.min(BYTES_AT_ONCE, bytes.byteSize() - done);
      ByteBuffer part = bytes.asSlice(done, count).asByteBuffer();
      while (part.hasRemaining()) {
        length += channel.write(part);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
