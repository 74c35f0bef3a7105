// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.dump.output.AtomicOutput;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output files of a run. They are opened before the run starts, so that an unwritable one fails
 * early, and appear under their names only when the run has succeeded.
 */
final class OutputFiles implements AutoCloseable {
  private final Map<Path, AtomicOutput> outputs = new LinkedHashMap<>();
  private final List<OutputStream> streams = new ArrayList<>();

  private OutputFiles() {}

  /**
   * Opens temporary files next to the targets.
   *
   * @param files the targets; null for one that is not wanted
   * @throws IOException if a file cannot be written there
   */
  static OutputFiles open(@Nullable Path... files) throws IOException {
    OutputFiles all = new OutputFiles();
    try {
      for (Path file : files) {
        if (file != null) {
          all.outputs.put(file, AtomicOutput.to(file));
        }
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /** The stream of an opened file; closed by this class. */
  OutputStream stream(Path file) throws IOException {
    AtomicOutput output = outputs.get(file);
    if (output == null) {
      throw new IllegalArgumentException(file + " was not opened");
    }
    OutputStream stream = output.stream();
    streams.add(stream);
    return stream;
  }

  /** Writes a whole file as UTF-8. */
  void write(Path file, String text) throws IOException {
    stream(file).write(text.getBytes(UTF_8));
  }

  /** Moves all files to their targets. */
  void commit() throws IOException {
    for (OutputStream stream : streams) {
      stream.close();
    }
    for (AtomicOutput output : outputs.values()) {
      output.commit();
    }
  }

  /** Deletes the files that were not committed. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    for (Closeable resource : resources()) {
      try {
        resource.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private List<Closeable> resources() {
    List<Closeable> all = new ArrayList<>(streams);
    all.addAll(outputs.values());
    return all;
  }
}
