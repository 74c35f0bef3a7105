package dev.sundog.dump.tensor;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.DumpFile;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.metric.Metric;
import dev.sundog.metric.Metrics;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of logits one after the other. Kernels run over them while batches are loaded. */
public final class LogitsSource implements DumpSource {
  /** Logits of a batch: many batches keep all workers busy, and one is worth a worker's while. */
  private static final long BATCH_BYTES = 16L << 20;

  /** What a row becomes in a batch: two tokens, a log-prob, and what the item holds of it. */
  private static final int TOKEN_BYTES = 16;

  private static final List<String> METRICS =
      List.of(
          "logprob_mean", "perplexity", "greedy_match", "target_rank", "entropy", "exact_match");

  /** A file and how far it was given out. */
  private record Opened(LogitsTensors tensors, ItemRows rows) {}

  private final DumpFormat format;
  private final List<String> notes;
  private final DumpSpec options;
  private final BatchLimits limits;
  private final List<Opened> files = new ArrayList<>();
  private int current;

  private LogitsSource(DumpFormat format, DumpSpec options, BatchLimits limits) {
    this.format = format;
    this.options = options;
    this.limits = limits;
    boolean found = options.format() == DumpFormat.AUTO;
    notes = found ? List.of("read as logits: " + format.label()) : List.of();
  }

  /**
   * The format of dumps of logits, because the user said so or the first of them is one, or null.
   */
  public static @Nullable DumpFormat format(List<Path> dumps, DumpSpec options) {
    return switch (options.format()) {
      case NPY, SAFETENSORS -> options.format();
      case AUTO -> Files.isRegularFile(dumps.get(0)) ? recognised(dumps.get(0)) : null;
      default -> null;
    };
  }

  private static @Nullable DumpFormat recognised(Path dump) {
    try (DumpFile file = DumpFile.open(dump)) {
      return NpyHeader.begins(file)
          ? DumpFormat.NPY
          : SafetensorsHeader.begins(file) ? DumpFormat.SAFETENSORS : null;
    }
  }

  /**
   * A source over files of logits, in their order.
   *
   * @throws dev.sundog.batch.MalformedDumpException if a file is not sound
   * @throws IllegalArgumentException if the options do not suit logits
   */
  public static LogitsSource open(
      List<Path> dumps, DumpFormat format, DumpSpec options, BatchLimits limits) {
    check(dumps, format, options);
    LogitsSource source = new LogitsSource(format, options, limits);
    try {
      for (Path dump : dumps) {
        LogitsTensors tensors =
            new LogitsTensors(
                dump, format == DumpFormat.NPY, options.logits(), options.limits().recordBytes());
        source.files.add(new Opened(tensors, new ItemRows(tensors)));
      }
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
    return source;
  }

  private static void check(List<Path> dumps, DumpFormat format, DumpSpec options) {
    if (options.saysOfRecords()) {
      throw new IllegalArgumentException(
          "logits are no records: paths, extraction and normalisers are said of other dumps");
    }
    String targets = options.logits().targets();
    if (format == DumpFormat.NPY
        && dumps.size() > 1
        && targets != null
        && !Files.isDirectory(Path.of(targets))) {
      throw new IllegalArgumentException(
          "--targets is one file, but there are "
              + dumps.size()
              + " of logits: name a folder that has a file of targets under the name of each");
    }
    for (String by : options.by()) {
      if (!by.equals(DumpSpec.LENGTH)) {
        throw new IllegalArgumentException("rows of logits have no '" + by + "' to group by");
      }
    }
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalArgumentException("logits are read on little-endian machines only");
    }
  }

  @Override
  public DumpFormat format() {
    return format;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public List<Metric> metrics() {
    return Metrics.named(METRICS);
  }

  @Override
  public List<String> keyNames() {
    return options.by();
  }

  @Override
  public @Nullable BatchTask next() {
    for (; current < files.size(); current++) {
      Opened file = files.get(current);
      ItemRows.Part part = file.rows().next(limits.batchItems(), batchRows(file.tensors()));
      if (part != null) {
        return worker -> load(file.tensors(), part, worker);
      }
    }
    return null;
  }

  private long batchRows(LogitsTensors tensors) {
    return Math.max(
        1, Math.min(BATCH_BYTES / tensors.rowBytes(), limits.batchBytes() / 4 / TOKEN_BYTES));
  }

  private SequenceBatch load(LogitsTensors tensors, ItemRows.Part part, WorkerContext worker) {
    LogitsReader reader =
        worker.state(
            LogitsReader.class,
            kept -> kept.reads(tensors),
            () -> new LogitsReader(tensors, worker.kernels(), options.by().size()));
    return reader.read(part, worker.appender());
  }

  @Override
  public double progress() {
    return files.stream().mapToDouble(file -> file.rows().progress()).average().orElse(1);
  }

  @Override
  public void close() {
    files.forEach(file -> file.tensors().close());
  }
}
