// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.jsonl;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.input.BlockSource;
import dev.sundog.dump.json.JsonSplitter;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.util.List;
import java.util.Set;

/** One JSON document with an array of records somewhere in it. */
public final class JsonFormat implements DumpFormat {
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
    RecordPath path = records == null ? new RecordPath(List.of()) : RecordPath.parse(records);
    return FieldReader.source(
        this,
        files,
        input -> BlockSource.ahead(JsonSplitter.of(input, path, spec.limits(), limits)),
        DefaultPaths.OURS,
        spec,
        limits);
  }
}
