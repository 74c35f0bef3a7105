// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.core.io.IORuntimeException;

/**
 * Appends through Chronicle Bytes, which maps the file in chunks and extends it. Blocks are copied
 * to the mapped address as a whole, without a call per value. Until {@link #close()} the file is as
 * long as its chunks.
 */
final class MappedAppender implements DumpAppender {
  private static final long CHUNK_BYTES = 8L << 20;

  private final Path file;
  private final MappedBytes mapped;
  private long length;

  MappedAppender(Path file) throws IOException {
    this.file = file;
    requireSpace();
    mapped = MappedBytes.mappedBytes(file.toFile(), CHUNK_BYTES, 0);
    // Blocks are appended one after the other, by different workers.
    mapped.singleThreadedCheckDisabled(true);
  }

  /** Whether the JVM was started with the flags that Chronicle Bytes needs. */
  static boolean possible() {
    Module base = Object.class.getModule();
    Module ours = MappedBytes.class.getModule();
    return base.isOpen("sun.nio.ch", ours)
        && base.isOpen("java.lang.reflect", ours)
        && base.isExported("jdk.internal.ref", ours);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void append(MemorySegment bytes) throws IOException {
    long done = 0;
    while (done < bytes.byteSize()) {
      long room = CHUNK_BYTES - length % CHUNK_BYTES;
      if (room == CHUNK_BYTES) {
        requireSpace();
      }
      long count = Math.min(room, bytes.byteSize() - done);
      try {
        MemorySegment.copy(bytes, done, target(count), 0, count);
      } catch (IORuntimeException e) {
        throw new IOException(cause(e).getMessage(), e);
      } catch (InternalError e) {
        // The JVM throws this for a mapped page that the device has no space for.
        throw new IOException("the device is full, or the file was truncated during the write", e);
      }
      done += count;
      length += count;
    }
  }

  /** The next bytes, all within the mapped last chunk. */
  @SuppressWarnings("restricted")
  private MemorySegment target(long bytes) {
    return MemorySegment.ofAddress(mapped.addressForWrite(length)).reinterpret(bytes);
  }

  /** The original error, which Chronicle Bytes wraps. */
  private static Throwable cause(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Rejects a chunk that does not fit; a mapping would fail only when its pages are written. */
  private void requireSpace() throws IOException {
    long usable = Files.getFileStore(file).getUsableSpace();
    if (usable < CHUNK_BYTES) {
      throw new IOException("No space left on device: " + usable + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    mapped.releaseLast();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
