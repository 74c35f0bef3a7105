package dev.sundog.dump.output;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is written beside its place and moved there when it is whole: whoever looks sees the
 * old file, or none, until {@link #commit()}, and the new one from then on, whatever happens to the
 * process or the machine.
 *
 * <p>{@link #close()} without a commit leaves nothing behind. Only a killed process leaves its
 * temporary file, {@code .NAME.XXXXXXXX.tmp}.
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
   * An output for a file; its empty temporary file is made at once, so that a directory that can't
   * be written is known before any work is done.
   *
   * @throws IOException if the file can't be made there, or something that is no file has its name
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
    } catch (IOException e) {
      throw failed(target, e);
    }
    return new AtomicOutput(whole, temporary);
  }

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it into a buffered stream, which others close. */
    void write(OutputStream file) throws IOException;
  }

  /** Writes a whole file of UTF-8 text, or nothing. */
  public static void write(Path target, String text) throws IOException {
    write(target, stream -> stream.write(text.getBytes(UTF_8)));
  }

  /** Writes a whole file, or nothing. */
  public static void write(Path target, Content content) throws IOException {
    try (AtomicOutput output = to(target)) {
      try (OutputStream stream = output.stream()) {
        content.write(stream);
      }
      output.commit();
    }
  }

  /** The file to write, in the target's directory; exists, and is empty. */
  public Path temporary() {
    return temporary;
  }

  /**
   * A buffered stream into the temporary file, whose errors name the target; to be closed before
   * {@link #commit()}.
   */
  public OutputStream stream() throws IOException {
    return new BufferedOutputStream(
        new TargetStream(target, Files.newOutputStream(temporary)), BUFFER_BYTES);
  }

  /**
   * Puts the file in its place: its bytes are forced to the device, it is moved over the target in
   * one step, and the directory is forced.
   *
   * @throws IOException if that fails; the target is then what it was
   * @throws IllegalStateException if it was committed before
   */
  public void commit() throws IOException {
    if (committed) {
      throw new IllegalStateException(target + " was committed before");
    }
    try {
      try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(target, e);
    }
    committed = true;
    forceDirectory();
  }

  /** Deletes the temporary file, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      Files.deleteIfExists(temporary);
    }
  }

  private void forceDirectory() throws IOException {
    try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (AccessDeniedException e) {
      // A system that does not let directories be opened (Windows) needs no forcing of them.
      return;
    }
  }

  /**
   * The error of a write to a file, as a user should read it.
   *
   * @param target the file as the user named it
   * @param cause what the system said
   */
  public static IOException failed(Path target, IOException cause) {
    String reason =
        switch (cause) {
          case NoSuchFileException e -> "no such directory";
          case AccessDeniedException e -> "permission denied";
          case FileAlreadyExistsException e -> "its temporary file exists";
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
