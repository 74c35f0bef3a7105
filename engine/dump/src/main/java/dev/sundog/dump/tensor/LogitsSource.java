// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import static java.util.Objects.requireNonNull;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.SettingException;
import dev.sundog.dump.bytes.LittleEndian;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.metric.DefaultMetrics;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of logits in order. Loading a batch runs the kernels on its rows. */
final class LogitsSource implements DumpSource {
  /** Logits per batch: small enough for many batches, large enough for efficient reads. */
  private static final long BATCH_BYTES = 16L << 20;

  /** Bytes of a row in the batch: two tokens, a log-prob, and a share of its item. */
  private static final int TOKEN_BYTES = 16;

  /** A file and its items. */
  private record Opened(LogitsTensors tensors, ItemRows rows) {}

  private final DumpFormat format;
  private final DumpSpec spec;
  private final BatchLimits limits;
  private final List<Opened> files = new ArrayList<>();
  private int current;

  private LogitsSource(DumpFormat format, DumpSpec spec, BatchLimits limits) {
    this.format = format;
    this.spec = spec;
    this.limits = limits;
  }

  /**
   * A source over files of logits, in their order.
   *
   * @throws dev.sundog.batch.MalformedDumpException if a file is not sound
   * @throws IllegalArgumentException if the options do not suit logits
   */
  static LogitsSource open(
      DumpFormat format, boolean npy, List<Path> dumps, DumpSpec spec, BatchLimits limits) {
    check(npy, dumps, spec);
    LogitsSource source = new LogitsSource(format, spec, limits);
    try {
      for (Path dump : dumps) {
        LogitsTensors tensors = new LogitsTensors(dump, npy, spec);
        source.files.add(new Opened(tensors, new ItemRows(tensors)));
      }
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
    return source;
  }

  private static void check(boolean npy, List<Path> dumps, DumpSpec spec) {
    String targets = spec.text(Field.TARGETS);
    if (npy && targets == null) {
      throw SettingException.of(
          "logits in a .npy file need the tokens that they predict. Set {} to their file",
          Field.TARGETS);
    }
    if (npy && dumps.size() > 1 && !Files.isDirectory(Path.of(requireNonNull(targets)))) {
      throw SettingException.of(
          "{} is one file for {} files of logits. Set it to a folder of files with their names",
          Field.TARGETS,
          dumps.size());
    }
    for (String key : spec.by()) {
      if (!key.equals(DumpSpec.LENGTH)) {
        throw SettingException.of(
            "rows of logits have no field \"{}\"; {} can only be {}",
            key,
            Field.BY,
            DumpSpec.LENGTH);
      }
    }
    LittleEndian.require("tensor files");
  }

  @Override
  public DumpFormat format() {
    return format;
  }

  @Override
  public List<Metric> metrics() {
    return DefaultMetrics.LOGITS.metrics();
  }

  @Override
  public List<String> keyNames() {
    return spec.by();
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
            () -> new LogitsReader(tensors, worker.kernels(), spec.by().size()));
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
