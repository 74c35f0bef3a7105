// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.parquet;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.bytes.LittleEndian;
import dev.sundog.dump.column.ColumnPlan;
import dev.sundog.dump.column.ColumnSource;
import dev.sundog.dump.column.ColumnType;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Apache Parquet; paths are those of the same rows in JSON Lines. */
public final class ParquetFormat implements DumpFormat {
  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public Match recognize(DumpHead head) {
    return head.startsWith("PAR1") ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    EnumSet<Field> fields = EnumSet.copyOf(FieldReader.FIELDS);
    fields.removeAll(Field.ERRORS);
    return Collections.unmodifiableSet(fields);
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return open(this, files, ColumnPlan.of(files.paths(), spec, DefaultPaths.OURS, limits), limits);
  }

  /**
   * The columns of a file.
   *
   * @throws dev.sundog.batch.MalformedDumpException if its footer is damaged
   */
  public static ColumnType schema(Path file) {
    return ParquetDump.schema(file);
  }

  /** A source of the rows of Parquet files. */
  public static ColumnSource open(
      DumpFormat format, DumpFiles files, ColumnPlan plan, BatchLimits limits) {
    LittleEndian.require("Parquet files");
    List<Path> paths = files.inPlace("Parquet");
    return new ColumnSource(
        format,
        paths.stream().map(Path::toString).toList(),
        file -> ParquetDump.open(paths.get(file), plan, limits),
        plan,
        limits);
  }
}
