package dev.sundog.dump.lines;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.LineSplitter;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain files whose lines of the same number are one item. */
public final class TextSource implements DumpSource {
  /** One file: what its lines are, and the frame that is being given out. */
  private static final class Column implements AutoCloseable {
    final LineReader.Part part;
    private final LineSplitter framer;
    private final String name;
    private @Nullable RecordBlock frame;
    private int at;
    private long lines;

    Column(LineReader.Part part, DumpInput input, DumpSpec options, BatchLimits limits) {
      this.part = part;
      this.name = input.name();
      framer = LineSplitter.of(input, options.limits(), limits);
    }

    /** Lines at hand, none only at the end. */
    int ready() {
      if (frame == null || at == frame.count()) {
        frame = framer.next();
        at = 0;
      }
      return frame == null ? 0 : frame.count() - at;
    }

    LineReader.Lines take(int count) {
      if (frame == null) {
        throw new IllegalStateException("no lines are at hand");
      }
      LineReader.Lines taken = new LineReader.Lines(part, frame, at);
      at += count;
      lines += count;
      return taken;
    }

    @Override
    public void close() {
      framer.close();
    }
  }

  private final DumpSpec options;
  private final List<Column> columns = new ArrayList<>();

  /**
   * Opens the files that paths name.
   *
   * @throws IllegalArgumentException if no file is named, or group keys that lines do not have
   */
  public TextSource(DumpSpec options, BatchLimits limits) {
    this.options = options;
    LineReader.check(options);
    try {
      open(LineReader.Part.PREDICTION, options.prediction(), limits);
      open(LineReader.Part.REFERENCE, options.reference(), limits);
      open(LineReader.Part.LOGPROBS, options.logprobs(), limits);
      open(LineReader.Part.ID, options.id(), limits);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(LineReader.Part part, @Nullable String file, BatchLimits limits) {
    if (file != null) {
      DumpInput input = DumpInput.open(Path.of(file), options.limits());
      columns.add(new Column(part, input, options, limits));
    }
  }

  @Override
  public DumpFormat format() {
    return DumpFormat.TEXT;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public List<Metric> metrics() {
    return options.reference() == null && options.logprobs() != null
        ? RecordSource.LOGPROB_METRICS
        : List.of();
  }

  @Override
  public List<String> keyNames() {
    return options.by();
  }

  @Override
  public @Nullable BatchTask next() {
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
          "it ends after " + shortest.lines + " lines, but " + longest.name + " goes on");
    }
    if (shortest.lines == 0) {
      throw MalformedDumpException.noRecords(shortest.name);
    }
  }

  private SequenceBatch load(List<LineReader.Lines> lines, int count, WorkerContext worker) {
    LineReader reader = worker.state(LineReader.class, () -> new LineReader(options));
    return reader.read(lines, count, worker.appender());
  }

  @Override
  public double progress() {
    return columns.get(0).framer.progress();
  }

  @Override
  public void close() {
    columns.forEach(Column::close);
  }
}
