// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** A file that is read by place, by any number of threads, with errors that name the place. */
public final class DumpFile implements AutoCloseable {
  /** Bytes read at once into an array: few enough to stay in the cache while they are copied. */
  private static final int PIECE_BYTES = 1 << 16;

  private final Path path;
  private final BasicFileAttributes opened;
  private final FileChannel channel;
  private final long size;
  private final AtomicInteger users = new AtomicInteger(1);

  private DumpFile(Path path, BasicFileAttributes opened, FileChannel channel, long size) {
    this.path = path;
    this.opened = opened;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @throws MalformedDumpException if it can't be read
   */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public static DumpFile open(Path path) {
    try {
      BasicFileAttributes opened = Files.readAttributes(path, BasicFileAttributes.class);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new DumpFile(path, opened, channel, channel.size());
    } catch (NoSuchFileException e) {
      throw new MalformedDumpException(path.toString(), 0, -1, "there is no such file");
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("reading was interrupted");
    } catch (IOException e) {
      throw new MalformedDumpException(
          path.toString(), 0, -1, "it can't be read: " + e.getMessage());
    }
  }

  /** The file's name, as errors give it. */
  public String name() {
    return path.toString();
  }

  /** Size, times and identity of the file when it was opened. */
  BasicFileAttributes opened() {
    return opened;
  }

  /** The bytes in order; closing the stream closes the file. Not to be mixed with other reads. */
  InputStream stream() {
    return Channels.newInputStream(channel);
  }

  /** The same file, opened once more: this one may be closed by now. */
  DumpFile reopen() {
    checkUnchanged();
    return open(path);
  }

  /** Adds a user: the file is closed when every user has closed it. */
  void retain() {
    users.incrementAndGet();
  }

  /** Length when the file was opened; it may have shrunk since. */
  public long size() {
    return size;
  }

  /** Bytes at a place, little-endian, at most those that the file has. */
  public ByteBuffer read(long position, int length) {
    ByteBuffer target = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    read(position, target);
    return target.flip();
  }

  /**
   * Fills a buffer's remaining bytes.
   *
   * @throws MalformedDumpException at the place where the file ends before that
   */
  public void read(long position, ByteBuffer target) {
    long at = position;
    try {
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw malformed(
              at, at < size ? "the file became shorter while it was read" : "the file ends here");
        }
        at += count;
      }
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("reading was interrupted");
    } catch (IOException e) {
      throw malformed(at, "it can't be read: " + e.getMessage());
    }
  }

  /**
   * Reads bytes into an array.
   *
   * @throws MalformedDumpException if the file was changed, or ends before that
   */
  void read(long position, byte[] target, int from, int length) {
    for (int done = 0; done < length; done += PIECE_BYTES) {
      int piece = Math.min(length - done, PIECE_BYTES);
      try {
        read(position + done, ByteBuffer.wrap(target, from + done, piece));
      } catch (MalformedDumpException e) {
        checkUnchanged();
        throw e;
      }
    }
  }

  /** Number of line feeds in a part of the file. */
  long lineFeeds(long from, long to) {
    byte[] piece = new byte[PIECE_BYTES];
    long count = 0;
    for (long at = from; at < to; at += PIECE_BYTES) {
      int length = (int) Math.min(to - at, PIECE_BYTES);
      read(at, piece, 0, length);
      count += LineFeeds.count(piece, 0, length);
    }
    return count;
  }

  /**
   * Checks that the file is still the one that was opened.
   *
   * @throws MalformedDumpException if it is another, or another size or time
   */
  public void checkUnchanged() {
    try {
      if (DumpInput.same(opened, Files.readAttributes(path, BasicFileAttributes.class))) {
        return;
      }
    } catch (IOException e) {
      throw malformed(-1, "it can't be read any more: " + e.getMessage());
    }
    throw malformed(-1, "the file was changed while it was read");
  }

  /** An error at a place of the file. */
  public MalformedDumpException malformed(long offset, String reason) {
    return new MalformedDumpException(name(), 0, offset, reason);
  }

  /** Ends one use of the file; the last one closes it. */
  @Override
  public void close() {
    if (users.decrementAndGet() > 0) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw malformed(-1, "can't be closed: " + e.getMessage());
    }
  }
}
