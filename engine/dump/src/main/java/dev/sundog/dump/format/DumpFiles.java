// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.spec.DumpSpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a dump, in order. The first is opened once: whoever recognises its format and
 * whoever reads it share the same input, so that it may be a pipe. Not thread-safe.
 */
public final class DumpFiles implements AutoCloseable {
  private static final int BEGINNING_BYTES = 1 << 20;

  private final List<Path> paths;
  private final DumpSpec spec;
  private final List<Message> notes;
  private @Nullable DumpInput first;
  private @Nullable DumpHead head;

  /**
   * Files that are opened when they are needed.
   *
   * @param notes how they were chosen, for the user
   */
  public DumpFiles(List<Path> paths, DumpSpec spec, List<Message> notes) {
    this.paths = List.copyOf(paths);
    this.spec = spec;
    this.notes = List.copyOf(notes);
  }

  /** How the files were chosen, for the user. */
  public List<Message> notes() {
    return notes;
  }

  /** The files. */
  public List<Path> paths() {
    return paths;
  }

  /**
   * The start of the first file.
   *
   * @throws IllegalArgumentException if there are no files
   */
  public DumpHead head() {
    if (head == null) {
      head = new DumpHead(first());
    }
    return head;
  }

  /** The first MiB of a file, decoded; malformed UTF-8 is replaced. */
  public String beginning(int file) {
    if (file == 0) {
      return new String(first().peek(BEGINNING_BYTES), UTF_8);
    }
    try (DumpInput input = open(file)) {
      return new String(input.peek(BEGINNING_BYTES), UTF_8);
    }
  }

  private DumpInput first() {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no dump was named");
    }
    if (first == null) {
      first = DumpInput.open(paths.get(0), spec.limits());
    }
    return first;
  }

  /** Opens a file; the caller closes it. */
  public DumpInput open(int file) {
    if (file == 0) {
      DumpInput opened = first();
      first = null;
      return opened;
    }
    return DumpInput.open(paths.get(file), spec.limits());
  }

  /**
   * The files, for a format that reads at any offset; nothing stays open here.
   *
   * @param kind what the files are, for the error
   * @throws MalformedDumpException if the first one is compressed or not a regular file
   */
  public List<Path> inPlace(String kind) {
    DumpHead found = head();
    close();
    if (found.compressed() || found.size() < 0) {
      throw new MalformedDumpException(
          found.name(),
          0,
          0,
          kind
              + (found.compressed()
                  ? " can't be read compressed. Decompress it into a file first"
                  : " can't be read from a pipe. Name a file"));
    }
    return paths;
  }

  /** Closes the first file if nobody opened it. */
  @Override
  public void close() {
    if (first != null) {
      first.close();
      first = null;
    }
  }
}
