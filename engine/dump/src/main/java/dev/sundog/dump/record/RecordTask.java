// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.input.BlockBuffer;
import dev.sundog.dump.input.BlockTask;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.run.BatchTask;
import dev.sundog.run.WorkerContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A block of records that becomes one batch, or several if it has more items than one may hold. */
final class RecordTask implements BatchTask {
  /** The objects of a worker: its memory, its reader, and the file's supplier of readers. */
  private static final class Parser {
    final BlockBuffer buffer = new BlockBuffer();
    private @Nullable Supplier<ItemReader> readers;
    private @Nullable ItemReader reader;

    /** The reader, the same one for files that are read alike. */
    ItemReader reader(Supplier<ItemReader> wanted) {
      ItemReader kept = reader;
      if (kept == null || !wanted.equals(readers)) {
        kept = wanted.get();
        reader = kept;
        readers = wanted;
      }
      return kept;
    }
  }

  private final RecordSource.Plan plan;
  private final BlockTask task;
  private final @Nullable SkippedRecords skipped;
  private @Nullable RecordBlock block;
  private int next;

  /**
   * A task.
   *
   * @param skipped takes malformed records; null if the first one is an error
   */
  RecordTask(RecordSource.Plan plan, BlockTask task, @Nullable SkippedRecords skipped) {
    this.plan = plan;
    this.task = task;
    this.skipped = skipped;
  }

  @Override
  public SequenceBatch load(WorkerContext worker) {
    try {
      Parser parser = worker.state(Parser.class, Parser::new);
      RecordBlock records = block == null ? task.read(parser.buffer) : block;
      block = records;
      return load(records, parser.reader(plan.reading().apply(records.source())), worker);
    } catch (MalformedDumpException e) {
      throw e.withRecordsBefore(task.recordsBefore());
    } catch (LimitExceededException e) {
      throw e.withRecordsBefore(task.recordsBefore());
    }
  }

  private SequenceBatch load(RecordBlock records, ItemReader reader, WorkerContext worker) {
    BatchAppender appender = worker.appender();
    int most = appender.limits().batchItems();
    reader.beginBatch();
    for (; next < records.count() && appender.items() < most; next++) {
      int room = Math.min(most - appender.items(), records.count() - next);
      next += reader.readAlike(records, next, next + room, appender);
      if (next == records.count() || appender.items() == most) {
        break;
      }
      worker.position().set(records.source(), records.firstRecord() + next, records.offset(next));
      if (skipped == null) {
        reader.read(records, next, appender);
      } else {
        readOrSkip(reader, records, appender, skipped);
      }
    }
    if (skipped != null) {
      skipped.read(appender.items());
    }
    return appender.finish();
  }

  private void readOrSkip(
      ItemReader reader, RecordBlock records, BatchAppender appender, SkippedRecords left) {
    try {
      reader.read(records, next, appender);
    } catch (MalformedDumpException e) {
      appender.abandonItem();
      left.add(
          records.source(), records.offset(next), () -> e.withRecordsBefore(task.recordsBefore()));
    }
  }

  @Override
  public @Nullable BatchTask rest() {
    return block != null && next < block.count() ? this : null;
  }
}
