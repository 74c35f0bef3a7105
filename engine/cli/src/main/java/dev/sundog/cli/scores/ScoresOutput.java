// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import dev.sundog.metric.Metric;
import dev.sundog.run.ScoreSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the scores of every item to a file. */
public interface ScoresOutput extends ScoreSink {
  /** Writes what follows after the last item. The stream stays open. */
  void finish() throws IOException;

  /**
   * Checks that a format belongs to a name.
   *
   * @throws IllegalArgumentException if the name ends in none of .jsonl, .csv, .parquet and .arrow
   */
  static void checkName(Path file) {
    if (!ScoresTable.named(file.toString().toLowerCase(Locale.ROOT))) {
      ScoreRows.named(file);
    }
  }

  /**
   * Starts a file.
   *
   * @param file its name determines the format
   * @param out receives the bytes; not closed
   * @throws IllegalArgumentException if the name ends in none of .jsonl, .csv, .parquet and .arrow
   */
  static ScoresOutput begin(
      Path file, OutputStream out, List<String> keyNames, List<Metric> metrics) throws IOException {
    return ScoresTable.named(file.toString().toLowerCase(Locale.ROOT))
        ? ScoresTable.begin(file.toString(), out, keyNames, metrics)
        : ScoresFile.begin(file, out, keyNames, metrics);
  }
}
