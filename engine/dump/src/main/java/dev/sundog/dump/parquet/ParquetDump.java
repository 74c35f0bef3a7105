// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.FileSchema;
import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.column.ColumnBlock;
import dev.sundog.dump.column.ColumnFile;
import dev.sundog.dump.column.ColumnPlan;
import dev.sundog.dump.column.ColumnType;
import dev.sundog.dump.input.DumpFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file. Pages are decoded by threads of their own, ahead of the rows that are taken,
 * whatever the sizes of row groups.
 */
final class ParquetDump implements ColumnFile {
  /** Decoded values per block, about: enough to amortize a batch, little enough for the cache. */
  private static final long BLOCK_BYTES = 4L << 20;

  private static final Logger LOGGER = Logger.getLogger("dev.hardwood");

  private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(30));
  private final DumpFile file;
  private final HardwoodContext context;
  private final ParquetFileReader reader;
  private final ColumnReaders batches;
  private final ParquetColumns columns;
  private final long[] groupEnds;
  private final long rows;
  private long taken;

  private ParquetDump(
      DumpFile file,
      HardwoodContext context,
      ParquetFileReader reader,
      ColumnPlan plan,
      BatchLimits limits) {
    this.file = file;
    this.context = context;
    this.reader = reader;
    FileSchema schema = reader.getFileSchema();
    List<RowGroup> groups = reader.getFileMetaData().rowGroups();
    groupEnds = new long[groups.size()];
    long end = 0;
    for (int group = 0; group < groupEnds.length; group++) {
      long count = groups.get(group).numRows();
      end += count;
      if (count < 0 || end < 0) {
        throw file.malformed(-1, "row group " + (group + 1) + " has " + count + " rows");
      }
      groupEnds[group] = end;
    }
    rows = end;
    ColumnType selected = plan.select(ParquetSchema.of(schema.getRootNode()), file.name());
    List<Integer> leaves = ParquetColumns.leaves(schema.getRootNode(), selected);
    String[] names =
        leaves.stream()
            .map(leaf -> schema.getColumn(leaf).fieldPath().toString())
            .toArray(String[]::new);
    batches =
        reader
            .buildColumnReaders(ColumnProjection.columns(names))
            .batchSize(batchRows(groups, leaves, limits))
            .build();
    columns = new ParquetColumns(schema.getRootNode(), selected, numbers(leaves));
  }

  /** Numbers of the readers of the leaves: they are in the order of the file. */
  private Map<Integer, Integer> numbers(List<Integer> leaves) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int number = 0; number < batches.getColumnCount(); number++) {
      numbers.put(batches.getColumnReader(number).getColumnSchema().columnIndex(), number);
    }
    if (!numbers.keySet().containsAll(leaves)) {
      throw file.malformed(-1, "two columns have the same path");
    }
    return numbers;
  }

  private int batchRows(List<RowGroup> groups, List<Integer> leaves, BatchLimits limits) {
    double bytes = 0;
    for (RowGroup group : groups) {
      for (int leaf : leaves) {
        ColumnMetaData chunk = group.columns().get(leaf).metaData();
        bytes += (double) Math.max(8 * chunk.numValues(), chunk.totalUncompressedSize());
      }
    }
    double perRow = Math.max(1, bytes / Math.max(1, rows));
    return (int) Math.clamp(BLOCK_BYTES / perRow, 1, limits.batchItems());
  }

  /**
   * Opens a file and checks its footer.
   *
   * @throws MalformedDumpException if it is not sound, or lacks a column
   */
  static ParquetDump open(Path path, ColumnPlan plan, BatchLimits limits) {
    LOGGER.setLevel(Level.OFF);
    DumpFile file = DumpFile.open(path);
    HardwoodContext context = HardwoodContext.create(Runtime.getRuntime().availableProcessors());
    try {
      return decode(
          file,
          "its footer",
          () -> {
            ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(file), context);
            return new ParquetDump(file, context, reader, plan, limits);
          });
    } catch (RuntimeException e) {
      context.close();
      file.close();
      throw e;
    }
  }

  /** The columns of a file. */
  static ColumnType schema(Path path) {
    LOGGER.setLevel(Level.OFF);
    try (DumpFile file = DumpFile.open(path);
        HardwoodContext context = HardwoodContext.create(1)) {
      return decode(
          file,
          "its footer",
          () -> {
            try (ParquetFileReader reader =
                ParquetFileReader.open(new ParquetInput(file), context)) {
              return ParquetSchema.of(reader.getFileSchema().getRootNode());
            }
          });
    }
  }

  /** Turns whatever a damaged file makes of a decoder into an error with a position. */
  private static <T> T decode(DumpFile file, String part, Callable<T> decoder) {
    try {
      return decoder.call();
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof MalformedDumpException malformed) {
          throw malformed;
        }
      }
      throw file.malformed(-1, part + " can't be decoded: " + e.getMessage());
    }
  }

  @Override
  public @Nullable ColumnBlock next() {
    return decode(
        file,
        "row group " + (group(taken + 1) + 1),
        () -> {
          if (!watchdog.call(batches::nextBatch)) {
            if (taken != rows) {
              throw file.malformed(-1, "it has " + taken + " rows, its footer says " + rows);
            }
            return null;
          }
          long first = taken + 1;
          taken += batches.getRecordCount();
          return new ColumnBlock(file.name(), columns.rows(batches), first, this::place);
        });
  }

  private String place(long row) {
    return file.name() + ", row group " + (group(row) + 1);
  }

  private int group(long row) {
    int group = 0;
    while (group < groupEnds.length - 1 && row > groupEnds[group]) {
      group++;
    }
    return group;
  }

  @Override
  public double progress() {
    return rows == 0 ? 1 : (double) taken / rows;
  }

  @Override
  public void close() {
    try {
      watchdog.call(() -> {
        batches.close();
        reader.close();
        return true;
      });
    } catch (Exception e) {
      throw file.malformed(-1, "can't be closed: " + e.getMessage());
    } finally {
      context.close();
      file.close();
    }
  }
}
