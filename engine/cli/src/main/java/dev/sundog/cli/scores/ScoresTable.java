// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.export.ExportColumn;
import dev.sundog.dump.export.ExportColumn.Kind;
import dev.sundog.dump.export.ExportValues;
import dev.sundog.dump.export.TableWriter;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the scores of every item as a table: item, id, the parts of the group key, then for every
 * metric its value and its status. A value that is missing or not finite is null.
 */
final class ScoresTable implements ScoresOutput {
  private static final List<String> STATUSES =
      IntStream.range(0, Status.count()).mapToObj(code -> Status.of(code).name()).toList();

  private final TableWriter writer;
  private final List<ExportColumn> columns;
  private final int keys;

  private ScoresTable(TableWriter writer, List<ExportColumn> columns, int keys) {
    this.writer = writer;
    this.columns = columns;
    this.keys = keys;
  }

  /** Whether the name of a file is that of a table. */
  static boolean named(String lower) {
    return lower.endsWith(".parquet") || lower.endsWith(".arrow");
  }

  static ScoresTable begin(
      String file, OutputStream out, List<String> keyNames, List<Metric> metrics)
      throws IOException {
    List<ExportColumn> columns = new ArrayList<>();
    columns.add(ExportColumn.of("item", Kind.INT));
    columns.add(ExportColumn.of("id", Kind.TEXT));
    keyNames.forEach(name -> columns.add(ExportColumn.of(name, Kind.TEXT)));
    for (Metric metric : metrics) {
      columns.add(ExportColumn.of(metric.name(), Kind.REAL));
      columns.add(new ExportColumn(metric.name() + "_status", Kind.CODE, STATUSES));
    }
    boolean parquet = file.toLowerCase(Locale.ROOT).endsWith(".parquet");
    TableWriter writer =
        parquet ? TableWriter.parquet(out, columns) : TableWriter.arrow(out, columns);
    return new ScoresTable(writer, List.copyOf(columns), keyNames.size());
  }

  @Override
  public Set<Metric.Input> inputs() {
    return Set.of();
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    int rows = batch.items();
    List<ExportValues> values =
        columns.stream().map(column -> new ExportValues(column.kind(), rows)).toList();
    for (int index = 0; index < rows; index++) {
      ScoredItem item = new ScoredItem(firstItem + index, batch, scores, index);
      values.get(0).add(item.number());
      add(values.get(1), item.id());
      for (int key = 0; key < keys; key++) {
        add(values.get(2 + key), item.key().get(key));
      }
      for (int metric = 0; metric < scores.size(); metric++) {
        ExportValues numbers = values.get(2 + keys + 2 * metric);
        Status status = item.status(metric);
        if (status == Status.SCORED) {
          numbers.add(item.value(metric));
        } else {
          numbers.addNull();
        }
        values.get(3 + keys + 2 * metric).add(status.code());
      }
    }
    TableWriter.Batch encoded = writer.encode(rows, values);
    return () -> {
      try {
        encoded.write();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static void add(ExportValues values, @Nullable String text) {
    if (text == null) {
      values.addNull();
    } else {
      values.add(text.getBytes(UTF_8));
    }
  }

  @Override
  public void finish() throws IOException {
    writer.finish();
  }
}
