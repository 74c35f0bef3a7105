// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that replaces its target as a whole. It is written as a temporary file in the same
 * directory and moved at {@link #commit()}: readers see the old file (or none) before, and the
 * complete new one after, even if the process or the machine stops.
 *
 * <p>{@link #close()} without a commit deletes the temporary file. Only a killed process leaves
 * one, named {@code .NAME.XXXXXXXX.tmp}.
 */
public final class AtomicOutput implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path target;
  private final Path temporary;
  private boolean committed;

  private AtomicOutput(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * An output for a file. The temporary file is created at once, so that a directory that can't be
   * written fails before any work is done. A file that is replaced keeps its mode.
   *
   * @throws IOException if the file can't be created, or the target is not a regular file
   */
  public static AtomicOutput to(Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException("can't write " + target + ": it exists and is not a regular file");
    }
    Path whole = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Path temporary = whole.resolveSibling("." + whole.getFileName() + "." + random + ".tmp");
    try {
      Files.createFile(temporary);
      if (Files.exists(whole)) {
        copyMode(whole, temporary, Set.of(OWNER_READ, OWNER_WRITE));
      }
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw failed(target, e);
    }
    return new AtomicOutput(whole, temporary);
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to a buffered stream, without closing it. */
    void write(OutputStream file) throws IOException;
  }

  /** Writes a file of UTF-8 text as a whole. */
  public static void write(Path target, String text) throws IOException {
    write(target, stream -> stream.write(text.getBytes(UTF_8)));
  }

  /** Writes a file as a whole. */
  public static void write(Path target, Content content) throws IOException {
    try (AtomicOutput output = to(target)) {
      try (OutputStream stream = output.stream()) {
        content.write(stream);
      }
      output.commit();
    }
  }

  /** The temporary file, empty at first, in the target's directory. */
  public Path temporary() {
    return temporary;
  }

  /**
   * A buffered stream to the temporary file; its errors name the target. Close it before {@link
   * #commit()}.
   */
  public OutputStream stream() throws IOException {
    return new BufferedOutputStream(
        new TargetStream(target, Files.newOutputStream(temporary)), BUFFER_BYTES);
  }

  /**
   * Replaces the target: forces the bytes to the device, moves the file atomically, and forces the
   * directory.
   *
   * @throws IOException if that fails; the target is then unchanged
   * @throws IllegalStateException if the output was already committed
   */
  public void commit() throws IOException {
    if (committed) {
      throw new IllegalStateException(target + " is already committed");
    }
    try {
      try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      if (Files.exists(target)) {
        copyMode(target, temporary, Set.of());
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(target, e);
    }
    committed = true;
    forceDirectory();
  }

  /** Deletes the temporary file unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      Files.deleteIfExists(temporary);
    }
  }

  /** Copies the mode of a file, and adds permissions; nothing on file systems without modes. */
  private static void copyMode(Path from, Path to, Set<PosixFilePermission> additional)
      throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView copy = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old != null && copy != null) {
      Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
      mode.addAll(old.readAttributes().permissions());
      mode.addAll(additional);
      copy.setPermissions(mode);
    }
  }

  private void forceDirectory() throws IOException {
    try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (AccessDeniedException e) {
      // Windows does not open directories, and does not need them to be forced.
      return;
    }
  }

  /**
   * The error of a failed write, with a message for the user.
   *
   * @param target the file
   * @param cause the error of the system
   */
  public static IOException failed(Path target, IOException cause) {
    String reason =
        switch (cause) {
          case NoSuchFileException e -> "no such directory";
          case AccessDeniedException e -> "permission denied";
          case FileAlreadyExistsException e -> "its temporary file already exists";
          case FileSystemException e when e.getReason() != null -> e.getReason();
          default -> String.valueOf(cause.getMessage());
        };
    return new IOException("can't write " + target + ": " + reason, cause);
  }

  private static final class TargetStream extends OutputStream {
    private final Path target;
    private final OutputStream out;

    TargetStream(Path target, OutputStream out) {
      this.target = target;
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        throw failed(target, e);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
