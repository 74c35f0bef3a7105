// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.jsonl;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.record.DefaultPaths;
import dev.sundog.dump.record.FieldReader;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/** One JSON object per line. */
public final class JsonLinesFormat implements DumpFormat {
  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public Match recognize(DumpHead head) {
    boolean object = head.isJson() && head.bytes()[head.begin()] == '{';
    return object && head.firstLineIsRecord() ? Match.MAYBE : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return FieldReader.FIELDS;
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return FieldReader.lines(this, files, DefaultPaths.OURS, spec, limits);
  }
}
