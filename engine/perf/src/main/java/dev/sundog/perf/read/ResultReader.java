// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.read;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.perf.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads result files of all tools. The format is detected from the content.
 *
 * @param formats the known formats
 */
public record ResultReader(List<ResultFormat> formats) {
  private static final int MOST_FILES = 10_000;

  /** A reader of all formats, of CSV with the given columns. */
  public static ResultReader of(Columns columns) {
    return new ResultReader(
        List.of(
            new Jmh(),
            new GoogleBenchmark(),
            new PytestBenchmark(),
            new Hyperfine(),
            new Criterion(),
            new BenchmarkDotNet(),
            new K6(),
            new GoBench(),
            new Csv(columns)));
  }

  /** The names of the formats, separated by commas. */
  public String names() {
    return formats.stream().map(ResultFormat::name).collect(Collectors.joining(", "));
  }

  /**
   * Reads a file, or a folder. The files of a folder are runs of the same benchmarks, except in
   * criterion's folder, where every benchmark has its own files.
   *
   * @throws MalformedDumpException if a file has no known format, or nothing was measured
   * @throws IOException if a file cannot be read
   */
  public Results read(Path path) throws IOException {
    Results results = Files.isDirectory(path) ? readFolder(path) : readFile(path);
    if (results.measurements().isEmpty()) {
      throw new MalformedDumpException(path.toString(), 0, -1, "it holds no benchmarks");
    }
    return results;
  }

  private Results readFile(Path path) throws IOException {
    ResultFile file = ResultFile.of(path);
    for (ResultFormat format : formats) {
      if (format.recognizes(file)) {
        return format.read(file);
      }
    }
    throw file.error(
        0, "unknown format. Known are " + names() + "; for CSV name the columns: name=, value=");
  }

  private Results readFolder(Path folder) throws IOException {
    List<Path> samples = files(folder, Integer.MAX_VALUE, "sample.json", "new");
    if (!samples.isEmpty()) {
      List<Results> all = new ArrayList<>();
      for (Path sample : samples) {
        all.add(readFile(sample));
      }
      return Results.of(
          all.getFirst().tool(),
          all.getFirst().environment(),
          all.stream().flatMap(one -> one.measurements().values().stream()).toList());
    }
    List<Results> runs = new ArrayList<>();
    for (Path file : files(folder, 1, "", "")) {
      runs.add(readFile(file));
    }
    if (runs.isEmpty()) {
      throw new MalformedDumpException(folder.toString(), 0, -1, "the folder holds no files");
    }
    return Results.ofRuns(runs);
  }

  private static List<Path> files(Path folder, int depth, String name, String parent)
      throws IOException {
    try (Stream<Path> tree = Files.walk(folder, depth)) {
      List<Path> files =
          tree.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .filter(file -> name.isEmpty() || file.endsWith(Path.of(parent, name)))
              .sorted()
              .limit(MOST_FILES + 1L)
              .toList();
      if (files.size() > MOST_FILES) {
        throw new MalformedDumpException(
            folder.toString(), 0, -1, "more than " + MOST_FILES + " files");
      }
      return files;
    }
  }
}
