// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.jsonl;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.Message;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.input.DumpInput;
import dev.sundog.dump.json.JsonSplitter;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.record.RecordSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.util.List;
import java.util.Set;

/**
 * JSON documents of any layout: one with an array of records, or records one after the other, also
 * on one line or over several.
 */
public final class JsonFormat implements DumpFormat {
  private static final int SPACE_BYTES = 1 << 12;
  private static final RecordPath WHOLE = new RecordPath(List.of());

  @Override
  public String name() {
    return "json";
  }

  /** JSON Lines that begin with an object are recognised too; that format comes first. */
  @Override
  public Match recognize(DumpHead head) {
    return head.isJson() ? Match.MAYBE : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Field.union(FieldReader.FIELDS, Set.of(Field.RECORDS));
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    String records = spec.text(Field.RECORDS);
    RecordPath path = records == null ? null : RecordPath.parse(records);
    RecordSource source =
        FieldReader.source(
            this,
            files,
            input ->
                BlockSource.ahead(
                    JsonSplitter.of(
                        input,
                        path == null && isArray(input) ? WHOLE : path,
                        spec.limits(),
                        limits)),
            DefaultPaths.OURS,
            spec,
            limits);
    DumpHead head = files.head();
    boolean values = path == null && head.isJson() && head.bytes()[head.begin()] == '{';
    return values
        ? source.withNote(
            Message.of(
                "reading every JSON value as a record; set {} if a document holds an array of"
                    + " records",
                Field.RECORDS))
        : source;
  }

  private static boolean isArray(DumpInput input) {
    for (byte c : input.peek(SPACE_BYTES)) {
      if (c > ' ' || c < 0) {
        return c == '[';
      }
    }
    return false;
  }
}
