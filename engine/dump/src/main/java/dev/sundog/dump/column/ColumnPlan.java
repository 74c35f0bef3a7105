// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.batch.Message;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.record.RowReading;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a dump are read.
 *
 * @param spec options of the caller
 * @param rows readers of rows that are written as JSON
 * @param importing default paths of blocks that can be imported by column where their types allow
 *     it; null if all are read row by row
 */
public record ColumnPlan(DumpSpec spec, RowReading rows, @Nullable DefaultPaths importing) {
  /**
   * Rows whose fields are at the paths of a spec, or those that are usual.
   *
   * @throws IllegalArgumentException if a path or a regular expression is invalid
   */
  public static ColumnPlan of(
      List<Path> files, DumpSpec spec, DefaultPaths usual, BatchLimits limits) {
    boolean alone = spec.fileKeys().isEmpty() && !spec.givesAny(Field.GOLD_FILES);
    return new ColumnPlan(spec, FieldReader.rows(files, spec, usual, limits), alone ? usual : null);
  }

  /**
   * The columns of a file that are read.
   *
   * @param schema type of its rows
   * @throws MalformedDumpException if there are none, if one that was set is missing, or if one has
   *     a type that is not read
   */
  public ColumnType select(ColumnType schema, String file) {
    for (Field field : spec.given()) {
      if (Field.ALL_PATHS.contains(field)) {
        require(schema, spec.text(field), field, file);
      }
    }
    for (String key : spec.by()) {
      if (!key.equals(DumpSpec.LENGTH) && !spec.fileKeys().contains(key)) {
        require(schema, key, Field.BY, file);
      }
    }
    ColumnType selected = schema.select(rows.paths(), file);
    if (selected == null) {
      throw absent(schema, rows.paths().get(0).toString(), Field.PREDICTION, file);
    }
    return selected;
  }

  private static void require(ColumnType schema, @Nullable String path, Field field, String file) {
    if (path != null && schema.at(RecordPath.parse(path)) == null) {
      throw absent(schema, path, field, file);
    }
  }

  private static MalformedDumpException absent(
      ColumnType schema, String path, Field field, String file) {
    String names =
        String.join(", ", schema.children().stream().map(ColumnType::name).limit(50).toList());
    return new MalformedDumpException(
        file,
        0,
        -1,
        Message.of("no column \"{}\". Set {} to its path; the columns are {}", path, field, names));
  }
}
