package dev.sundog.dump.table;

import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables of published results: {@code .csv}, or JSON of BIG-bench or lm-eval. */
public final class ResultTables {
  private ResultTables() {}

  /** Whether a path looks like a table of results: a folder, or a name ending in csv or json. */
  private static boolean looksLikeOne(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isDirectory(file) || name.endsWith(".csv") || name.endsWith(".json");
  }

  /**
   * Reads tables, in order; of a folder all its {@code .csv} and {@code .json} files by name.
   * Figures that are empty, null or not numbers are left out.
   *
   * @param join a CSV table with further columns of the same models, shared key {@code key=}; or
   *     null
   * @param columns what the columns of CSV tables mean
   * @param scaleFactor what scales in CSV tables are multiplied by, such as 1e9 for sizes in
   *     billions
   * @throws dev.sundog.batch.MalformedDumpException if a file is not what its name claims, or there
   *     is no figure in any
   */
  public static List<PublishedResult> read(
      List<Path> files, @Nullable Path join, TableColumns columns, double scaleFactor)
      throws IOException {
    List<PublishedResult> results = new ArrayList<>();
    for (Path path : files) {
      for (Path file : filesOf(path)) {
        results.addAll(
            file.toString().endsWith(".json")
                ? JsonResults.read(file)
                : CsvResults.read(file, join, columns, scaleFactor));
      }
    }
    if (results.isEmpty()) {
      throw new MalformedDumpException(
          files.stream().map(Path::toString).collect(Collectors.joining(", ")),
          0,
          -1,
          "no figures are there to read");
    }
    return results;
  }

  private static List<Path> filesOf(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(file -> !Files.isDirectory(file) && looksLikeOne(file))
          .sorted()
          .toList();
    }
  }
}
