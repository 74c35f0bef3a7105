// SPDX-License-Identifier: Apache-2.0
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

/** Reads tables of published results: {@code .csv}, or JSON of BIG-bench or lm-eval. */
public final class ResultTables {
  private ResultTables() {}

  /** Whether a path looks like a table of results: a folder, or a name ending in csv or json. */
  private static boolean looksLikeOne(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isDirectory(file) || name.endsWith(".csv") || name.endsWith(".json");
  }

  /**
   * Reads tables in order; for a folder, its {@code .csv} and {@code .json} files by name. Empty
   * and null values are skipped.
   *
   * @param join a CSV table with more columns of the same models, joined by the column of role key;
   *     or null
   * @param columns roles of the columns of CSV tables
   * @param scaleFactor factor of scales in CSV tables, such as 1e9 for sizes in billions
   * @throws dev.sundog.batch.MalformedDumpException if a file is not valid, or no file holds a
   *     value
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
          "no results");
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
