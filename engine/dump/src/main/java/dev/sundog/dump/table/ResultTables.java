// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.table;

import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads tables of published results: CSV, TSV, or JSON of BIG-bench or lm-eval. */
public final class ResultTables {
  private ResultTables() {}

  private static final Pattern TABLE = Pattern.compile(".*\\.(csv|tsv|json)");

  /**
   * Reads tables in order; of a folder and those in it, the {@code .csv}, {@code .tsv} and {@code
   * .json} files by name, and of results that lm-eval wrote into one folder the newest. Empty and
   * null values are skipped.
   *
   * @param join a CSV table with more columns of the same models, joined by the column of role key;
   *     or null
   * @param columns roles of the columns of CSV tables
   * @param scaleFactor factor of scales in CSV tables, such as 1e9 for sizes in billions
   * @param notes takes what the user should know, each note once
   * @throws dev.sundog.batch.MalformedDumpException if a file is not valid, or no file holds a
   *     value
   */
  public static List<PublishedResult> read(
      List<Path> files,
      @Nullable Path join,
      TableColumns columns,
      double scaleFactor,
      Set<String> notes)
      throws IOException {
    List<PublishedResult> results = new ArrayList<>();
    for (Path path : files) {
      for (Path file : filesOf(path, notes)) {
        results.addAll(
            file.toString().endsWith(".json")
                ? JsonResults.read(file)
                : CsvResults.read(file, join, columns, scaleFactor, notes));
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

  private static List<Path> filesOf(Path path, Set<String> notes) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    RunFolder folder = RunFolder.of(path, TABLE, null);
    notes.addAll(folder.notes());
    return folder.files();
  }
}
