// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSplitter;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.kernel.Kernels;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records of files one after the other: split into blocks by the caller's thread, parsed by the
 * workers.
 */
public final class RecordSource implements DumpSource {
  /**
   * How the files of a dump are read.
   *
   * @param format their format
   * @param notes notes for the user
   * @param metrics metrics that their tool computed; null if the first record suggests them
   * @param splitting splits a file into blocks and closes it
   * @param reading readers of the records of a file, by its name; one reader per worker
   * @param reasonForNoItems why there may be no items, or null if there always are
   */
  public record Plan(
      DumpFormat format,
      List<Message> notes,
      @Nullable List<Metric> metrics,
      Function<DumpInput, BlockSplitter> splitting,
      Function<String, Supplier<ItemReader>> reading,
      @Nullable Message reasonForNoItems) {
    /** A plan in which all files are read alike and the first record suggests the metrics. */
    public static Plan of(
        DumpFormat format,
        Function<DumpInput, BlockSplitter> splitting,
        Supplier<ItemReader> readers) {
      return new Plan(format, List.of(), null, splitting, file -> readers, null);
    }

    /** The same with other notes. */
    public Plan withNotes(List<Message> notes) {
      return new Plan(format, List.copyOf(notes), metrics, splitting, reading, reasonForNoItems);
    }

    /** The same with the metrics that a tool computed. */
    public Plan withMetrics(List<Metric> metrics) {
      return new Plan(format, notes, List.copyOf(metrics), splitting, reading, reasonForNoItems);
    }
  }

  /** A worker's reader, and the supplier of it: the same one for files that are read alike. */
  private record Parser(Supplier<ItemReader> readers, ItemReader reader) {}

  private final DumpFiles files;
  private final DumpSpec spec;
  private final Plan plan;
  private @Nullable BlockSplitter splitter;

  /** The first block, if it was needed before the dump is scored. */
  private @Nullable RecordBlock block;

  private int opened;
  private boolean anyBlock;

  /** A source that closes the files. */
  public RecordSource(DumpFiles files, DumpSpec spec, Plan plan) {
    this.files = files;
    this.spec = spec;
    this.plan = plan;
  }

  @Override
  public DumpFormat format() {
    return plan.format();
  }

  @Override
  public List<Message> notes() {
    return plan.notes();
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> known = plan.metrics();
    return known == null ? suggested() : known;
  }

  @Override
  public Optional<Message> reasonForNoItems() {
    return Optional.ofNullable(plan.reasonForNoItems());
  }

  /** Metrics of choices, or of log-probs alone, if that is what the first record has. */
  private List<Metric> suggested() {
    if (block == null && opened == 0) {
      block = open().next();
    }
    if (block == null) {
      return List.of();
    }
    GroupKeys keys = new GroupKeys(spec.by());
    try (WorkerContext worker = new WorkerContext(BatchLimits.DEFAULT, keys, Kernels.select())) {
      SequenceBatch record = load(block, 1, worker);
      if (record.choices() != null) {
        return DefaultMetrics.CHOICES.metrics();
      }
      boolean alone = record.logprobs() != null && !record.hasReference(0);
      return alone ? DefaultMetrics.LOGPROBS.metrics() : List.of();
    } catch (MalformedDumpException | LimitExceededException e) {
      return List.of(); // The error is thrown again when the dump is scored.
    }
  }

  @Override
  public List<String> keyNames() {
    return spec.by();
  }

  @Override
  public @Nullable BatchTask next() {
    while (splitter != null || opened < files.paths().size()) {
      BlockSplitter current = splitter == null ? open() : splitter;
      RecordBlock next = block == null ? current.next() : block;
      block = null;
      if (next != null) {
        anyBlock = true;
        return worker -> load(next, next.count(), worker);
      }
      if (!anyBlock) {
        throw MalformedDumpException.noRecords(files.paths().get(opened - 1).toString());
      }
      current.close();
      splitter = null;
    }
    return null;
  }

  private BlockSplitter open() {
    DumpInput input = files.open(opened++);
    anyBlock = false;
    splitter = plan.splitting().apply(input);
    return splitter;
  }

  private SequenceBatch load(RecordBlock records, int count, WorkerContext worker) {
    Supplier<ItemReader> readers = plan.reading().apply(records.source());
    Parser parser =
        worker.state(
            Parser.class,
            kept -> kept.readers().equals(readers),
            () -> new Parser(readers, readers.get()));
    ItemReader reader = parser.reader();
    BatchAppender appender = worker.appender();
    reader.beginBatch();
    for (int record = 0; record < count; record++) {
      worker
          .position()
          .set(records.source(), records.firstRecord() + record, records.offset(record));
      reader.read(records, record, appender);
    }
    return appender.finish();
  }

  @Override
  public double progress() {
    double current = splitter == null ? 0 : splitter.progress();
    double done = splitter == null ? opened : opened - 1;
    return (done + current) / files.paths().size();
  }

  @Override
  public void close() {
    files.close();
    if (splitter != null) {
      splitter.close();
    }
  }
}
