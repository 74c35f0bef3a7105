// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.lines;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.ReadAhead;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain files whose lines of the same number are one item. */
final class TextSource implements DumpSource {
  /** One file: what its lines are, and the block that is being given out. */
  private static final class Column implements AutoCloseable {
    final Field field;
    private final LineSplitter splitter;
    private final String name;
    private @Nullable RecordBlock block;
    private int at;
    private long lines;

    Column(Field field, DumpInput input, DumpSpec spec, BatchLimits limits) {
      this.field = field;
      this.name = input.name();
      splitter = LineSplitter.of(input, spec.limits(), limits);
    }

    /** Lines at hand, none only at the end. */
    int ready() {
      if (block == null || at == block.count()) {
        block = splitter.next();
        at = 0;
      }
      return block == null ? 0 : block.count() - at;
    }

    LineReader.Lines take(int count) {
      if (block == null) {
        throw new IllegalStateException("no lines are at hand");
      }
      LineReader.Lines taken = new LineReader.Lines(field, block, at);
      at += count;
      lines += count;
      return taken;
    }

    @Override
    public void close() {
      splitter.close();
    }
  }

  private final DumpFormat format;
  private final DumpSpec spec;
  private final FirstWords firstWords = new FirstWords();
  private final List<Column> columns = new ArrayList<>();
  private final ReadAhead<BatchTask> ahead;

  /** Opens the files that fields name. */
  TextSource(DumpFormat format, DumpSpec spec, BatchLimits limits) {
    this.format = format;
    this.spec = spec;
    try {
      for (Field field : LineReader.FIELDS) {
        open(field, spec.text(field), limits);
      }
    } catch (RuntimeException e) {
      closeFiles();
      throw e;
    }
    ahead = new ReadAhead<>(this::split, () -> columns.get(0).splitter.progress());
  }

  private void open(Field field, @Nullable String file, BatchLimits limits) {
    if (file != null) {
      DumpInput input = DumpInput.open(Path.of(file), spec.limits());
      columns.add(new Column(field, input, spec, limits));
    }
  }

  @Override
  public DumpFormat format() {
    return format;
  }

  @Override
  public List<Metric> metrics() {
    return spec.text(Field.REFERENCE) == null && spec.text(Field.LOGPROBS) != null
        ? DefaultMetrics.LOGPROBS.metrics()
        : List.of();
  }

  @Override
  public List<Message> findings() {
    return firstWords.messages();
  }

  @Override
  public List<String> keyNames() {
    return spec.by();
  }

  @Override
  public @Nullable BatchTask next() {
    return ahead.next();
  }

  /** The next lines of all files, on the thread that reads ahead. */
  private @Nullable BatchTask split() {
    Column shortest = columns.get(0);
    Column longest = shortest;
    for (Column column : columns) {
      shortest = column.ready() < shortest.ready() ? column : shortest;
      longest = column.ready() > longest.ready() ? column : longest;
    }
    int count = shortest.ready();
    if (count == 0) {
      checkEnd(shortest, longest);
      return null;
    }
    List<LineReader.Lines> lines = new ArrayList<>();
    for (Column column : columns) {
      lines.add(column.take(count));
    }
    return worker -> load(lines, count, worker);
  }

  private static void checkEnd(Column shortest, Column longest) {
    if (longest.ready() > 0) {
      throw new MalformedDumpException(
          shortest.name,
          shortest.lines,
          -1,
          "the file has " + shortest.lines + " lines, " + longest.name + " has more");
    }
    if (shortest.lines == 0) {
      throw MalformedDumpException.noRecords(shortest.name);
    }
  }

  private SequenceBatch load(List<LineReader.Lines> lines, int count, WorkerContext worker) {
    LineReader reader = worker.state(LineReader.class, () -> new LineReader(spec, firstWords));
    return reader.read(lines, count, worker.appender());
  }

  @Override
  public double progress() {
    return ahead.progress();
  }

  @Override
  public void close() {
    ahead.close();
    closeFiles();
  }

  private void closeFiles() {
    columns.forEach(Column::close);
  }
}
