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
 * The files that a run was asked for. That they can be written is known before the run begins; they
 * are in their places only after it ended well.
 */
final class OutputFiles implements AutoCloseable {
  private final Map<Path, AtomicOutput> outputs = new LinkedHashMap<>();
  private final List<OutputStream> streams = new ArrayList<>();

  private OutputFiles() {}

  /**
   * Files beside their places.
   *
   * @param files what was asked for; null for what was not
   * @throws IOException if a file can't be written there
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

  /** A stream into a file that was asked for; closed here. */
  OutputStream stream(Path file) throws IOException {
    AtomicOutput output = outputs.get(file);
    if (output == null) {
      throw new IllegalArgumentException(file + " was not opened");
    }
    OutputStream stream = output.stream();
    streams.add(stream);
    return stream;
  }

  /** Writes a whole file that was asked for. */
  void write(Path file, String text) throws IOException {
    stream(file).write(text.getBytes(UTF_8));
  }

  /** Puts all files in their places. */
  void commit() throws IOException {
    for (OutputStream stream : streams) {
      stream.close();
    }
    for (AtomicOutput output : outputs.values()) {
      output.commit();
    }
  }

  /** Deletes what was not put in its place. */
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
