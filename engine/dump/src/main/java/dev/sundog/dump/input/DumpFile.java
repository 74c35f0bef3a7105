// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CancellationException;

/** A file that is read by place, by any number of threads, with errors that name the place. */
public final class DumpFile implements AutoCloseable {
  private final Path path;
  private final BasicFileAttributes opened;
  private final FileChannel channel;
  private final long size;

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
      throw new MalformedDumpException(path.toString(), 0, -1, "can't be read: " + e.getMessage());
    }
  }

  /** The file's name, as errors give it. */
  public String name() {
    return path.toString();
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
      throw malformed(at, "can't be read: " + e.getMessage());
    }
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
      throw malformed(-1, "can't be read any more: " + e.getMessage());
    }
    throw malformed(-1, "the file was changed while it was read");
  }

  /** An error at a place of the file. */
  public MalformedDumpException malformed(long offset, String reason) {
    return new MalformedDumpException(name(), 0, offset, reason);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw malformed(-1, "can't be closed: " + e.getMessage());
    }
  }
}
