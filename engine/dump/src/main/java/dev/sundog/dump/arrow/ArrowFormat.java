// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.bytes.LittleEndian;
import dev.sundog.dump.column.ColumnPlan;
import dev.sundog.dump.column.ColumnSource;
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
import java.util.Set;

/**
 * Arrow's IPC format: files, which Feather 2 is another name of, and streams. Paths are those of
 * the same rows in JSON Lines.
 */
public final class ArrowFormat implements DumpFormat {
  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public Match recognize(DumpHead head) {
    boolean stream = head.startsWith("\u00FF\u00FF\u00FF\u00FF");
    return stream || head.startsWith(ArrowFooter.MAGIC) ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    EnumSet<Field> fields = EnumSet.copyOf(FieldReader.FIELDS);
    fields.removeAll(Field.ERRORS);
    return Collections.unmodifiableSet(fields);
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    LittleEndian.require("Arrow files");
    ColumnPlan plan = ColumnPlan.of(files.paths(), spec, DefaultPaths.OURS, limits);
    return new ColumnSource(
        this,
        files.paths().stream().map(Path::toString).toList(),
        file -> ArrowDump.open(files.open(file), files.paths().get(file), plan),
        plan,
        limits);
  }
}
