// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import dev.sundog.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The text format of a file of scores. Shared by the workers, so without state. */
sealed interface ScoreRows permits JsonLinesRows, CsvRows {
  /** The text before the first item. */
  String header(List<String> keyNames, List<Metric> metrics);

  /** The rows of some items, in their order. */
  String rows(List<ScoredItem> items, List<Metric> metrics);

  /**
   * The format that belongs to a file's name.
   *
   * @throws IllegalArgumentException if the name ends neither in .jsonl nor in .csv
   */
  static ScoreRows named(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl")) {
      return new JsonLinesRows();
    }
    if (name.endsWith(".csv")) {
      return new CsvRows();
    }
    throw new IllegalArgumentException(
        file + ": the name of a file of scores must end in .jsonl, .csv, .parquet or .arrow");
  }
}
