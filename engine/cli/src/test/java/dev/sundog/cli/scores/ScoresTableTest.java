// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.Dumps;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.run.Evaluator;
import dev.sundog.run.Scores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores as Arrow and Parquet hold what the CSV file holds. */
class ScoresTableTest {
  private static final Path DUMP =
      Path.of(System.getProperty("sundog.corpus"), "columns", "files", "tokens.jsonl");

  private static final List<Metric> METRICS =
      Metrics.named(List.of("token_edit_distance", "exact_match", "perplexity"));

  @TempDir Path folder;

  /** Writes the scores in batches of 7 items, so that files have several batches and pages. */
  @BeforeEach
  void write() throws IOException {
    BatchLimits limits = BatchLimits.DEFAULT.withBatchItems(7);
    DumpSpec spec = DumpSpec.DEFAULT.withBy(List.of("model"));
    for (String suffix : List.of("csv", "arrow", "parquet")) {
      Path file = folder.resolve("s." + suffix);
      try (DumpSource source = Dumps.open(List.of(DUMP), spec, limits);
          OutputStream out = Files.newOutputStream(file)) {
        ScoresOutput scores = ScoresOutput.begin(file, out, source.keyNames(), METRICS);
        Evaluator.of(METRICS).withLimits(limits).withSink(scores).withThreads(2).run(source);
        scores.finish();
      }
    }
  }

  @Test
  void readersOfDumpsFindTheTextsAndNumbersOfCsv() {
    for (String column : List.of("perplexity_status", "id", "model")) {
      String expected = matches("csv", "exact_match_status", column);
      assertThat(expected).contains("60 items");
      assertThat(matches("arrow", "exact_match_status", column)).isEqualTo(expected);
      assertThat(matches("parquet", "exact_match_status", column)).isEqualTo(expected);
    }
  }

  /** How the texts of two columns compare, and the ids. */
  private String matches(String suffix, String prediction, String reference) {
    DumpSpec spec =
        DumpSpec.DEFAULT.with(Field.PREDICTION, prediction).with(Field.REFERENCE, reference);
    try (DumpSource source =
        Dumps.open(List.of(folder.resolve("s." + suffix)), spec, BatchLimits.DEFAULT)) {
      Scores scores = Evaluator.of("text_exact_match", "token_edit_distance").scores(source);
      return scores.items()
          + " items "
          + Arrays.toString(scores.values("text_exact_match"))
          + Arrays.toString(scores.values("token_edit_distance"));
    }
  }

  /** pyarrow, polars and DuckDB read both files with the right types and the values of CSV. */
  @Test
  void otherSystemsReadThem() throws IOException, InterruptedException {
    String python = System.getProperty("sundog.python", "python3");
    assumeTrue(
        run(python, "import pyarrow, polars, duckdb").isEmpty(),
        "skipped: " + python + " lacks pyarrow, polars or duckdb; set -Dsundog.python");
    assertThat(run(python, READ)).isEqualTo("ok\n");
  }

  private static final String READ =
      """
      import csv, duckdb, polars as pl, pyarrow as pa, pyarrow.feather as ft, pyarrow.parquet as pq
      arrow, parquet = ft.read_table('s.arrow'), pq.read_table('s.parquet')
      arrow.validate(full=True)
      status = pa.dictionary(pa.int8(), pa.string())
      metrics = ['token_edit_distance', 'exact_match', 'perplexity']
      types = {'item': pa.int64(), 'id': pa.string(), 'model': pa.string()}
      for metric in metrics:
          types |= {metric: pa.float64(), metric + '_status': status}
      assert dict(zip(arrow.column_names, arrow.schema.types)) == types, arrow.schema
      plain = {n: pa.string() if t == status else t for n, t in types.items()}
      assert dict(zip(parquet.column_names, parquet.schema.types)) == plain, parquet.schema
      rows = arrow.to_pylist()
      assert len(rows) == 60 and rows == parquet.to_pylist()
      assert rows == pl.read_ipc('s.arrow').to_dicts() == pl.read_parquet('s.parquet').to_dicts()
      assert duckdb.sql("select * from 's.parquet'").fetchall() == [tuple(r.values()) for r in rows]
      for row, line in zip(rows, csv.DictReader(open('s.csv', encoding='utf-8'))):
          for name, value in row.items():
              text = line[name]
              assert text == ('' if value is None else value) or float(text) == value, (name, line)
      print('ok')
      """;

  /** What a Python program prints, including errors. */
  private String run(String python, String program) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(python, "-c", program)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return printed;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
