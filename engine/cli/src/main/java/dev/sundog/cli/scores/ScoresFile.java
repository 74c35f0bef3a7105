// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes the scores of every item. Workers format them; they are written in input order. */
final class ScoresFile implements ScoresOutput {
  private final ScoreRows rows;
  private final OutputStream out;

  private ScoresFile(ScoreRows rows, OutputStream out) {
    this.rows = rows;
    this.out = out;
  }

  /**
   * Starts a file with its header.
   *
   * @param file its name determines the format
   * @param out receives the text; not closed
   * @throws IllegalArgumentException if the name ends neither in .jsonl nor in .csv
   */
  static ScoresFile begin(
      Path file, OutputStream out, List<String> keyNames, List<Metric> metrics) {
    ScoresFile scores = new ScoresFile(ScoreRows.named(file), out);
    scores.write(scores.rows.header(keyNames, metrics).getBytes(StandardCharsets.UTF_8));
    return scores;
  }

  @Override
  public Set<Metric.Input> inputs() {
    return Set.of();
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    List<ScoredItem> items =
        IntStream.range(0, batch.items())
            .mapToObj(item -> new ScoredItem(firstItem + item, batch, scores, item))
            .toList();
    byte[] bytes = rows.rows(items, metrics).getBytes(StandardCharsets.UTF_8);
    return () -> write(bytes);
  }

  @Override
  public void finish() {}

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
