// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.record.ItemReader;
import dev.sundog.dump.spec.InputLimits;
import dev.sundog.run.WorkerContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds batches of blocks: by column where possible, else row by row. One per worker. */
final class ColumnReader {
  /** Rows are written as JSON in parts of about this size, which stay in the cache. */
  private static final int PART_BYTES = 1 << 18;

  /** Base of offsets that errors do not show, as rows have none. */
  private static final long NOWHERE = Long.MIN_VALUE / 2;

  private final ColumnPlan plan;
  private final Supplier<ItemReader> readers;
  private final ItemReader rows;
  private final InputLimits limits;
  private final RowWriter writer = new RowWriter();
  private final @Nullable ColumnImport columns;
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];

  ColumnReader(ColumnPlan plan, String file) {
    this.plan = plan;
    readers = plan.rows().reading().apply(file);
    rows = readers.get();
    limits = plan.spec().limits();
    columns = plan.importing() == null ? null : new ColumnImport(plan, plan.importing());
  }

  /** The reader of a worker for a file. */
  static ColumnReader of(ColumnPlan plan, String file, WorkerContext worker) {
    return worker.state(
        ColumnReader.class, kept -> kept.reads(plan, file), () -> new ColumnReader(plan, file));
  }

  /** Whether the rows of a file are read alike. */
  private boolean reads(ColumnPlan other, String file) {
    return plan.equals(other) && readers.equals(other.rows().reading().apply(file));
  }

  SequenceBatch read(ColumnBlock block, WorkerContext worker) {
    if (columns != null) {
      worker.position().set(block.place().apply(block.firstRow()), 0, -1);
      SequenceBatch batch = columns.read(block, worker.importer());
      if (batch != null) {
        return batch;
      }
    }
    BatchAppender appender = worker.appender();
    rows.beginBatch();
    for (int row = 0; row < block.count(); ) {
      row += part(block, row, worker, appender);
    }
    return appender.finish();
  }

  /** Reads some rows; returns their number. */
  private int part(ColumnBlock block, int from, WorkerContext worker, BatchAppender appender) {
    writer.clear();
    int count = 0;
    while (from + count < block.count() && writer.size() < PART_BYTES) {
      if (count == starts.length) {
        break;
      }
      starts[count] = writer.size();
      write(block, from + count);
      ends[count] = writer.size();
      count++;
    }
    String file = block.place().apply(block.firstRow());
    RecordBlock records =
        new RecordBlock(
            file, writer.bytes(), starts, ends, count, block.firstRow() + from, NOWHERE);
    for (int record = 0; record < count; record++) {
      long number = block.firstRow() + from + record;
      worker.position().set(block.place().apply(number), number, -1);
      try {
        rows.read(records, record, appender);
      } catch (MalformedDumpException e) {
        throw located(e, block, from + record, e.offset() - NOWHERE - starts[record]);
      }
    }
    return count;
  }

  private void write(ColumnBlock block, int row) {
    int begin = writer.size();
    long number = block.firstRow() + row;
    try {
      writer.write(block.rows(), row);
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedDumpException(
          block.place().apply(number), number, -1, "a column is damaged: " + e.getMessage());
    }
    if (writer.size() - begin > limits.recordBytes()) {
      throw new LimitExceededException(
          block.place().apply(number),
          number,
          -1,
          Limit.RECORD_BYTES,
          "a row of more than " + limits.recordBytes() + " bytes");
    }
  }

  /** The error of a row, with its column instead of its byte. */
  private MalformedDumpException located(
      MalformedDumpException e, ColumnBlock block, int row, long offset) {
    long number = block.firstRow() + row;
    String column =
        offset < 0 || offset > writer.size() ? null : writer.columnAt(block.rows(), row, offset);
    return new MalformedDumpException(
        block.place().apply(number),
        number,
        -1,
        column == null ? e.why() : Message.of("column \"{}\": {}", column, e.why()));
  }
}
