// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/** A safetensors file of which one tensor holds rows of logits. */
public final class SafetensorsFormat implements DumpFormat {
  @Override
  public String name() {
    return "safetensors";
  }

  @Override
  public Match recognize(DumpHead head) {
    boolean found = !head.compressed() && SafetensorsHeader.begins(head.bytes(), head.size());
    return found ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Set.of(Field.LOGITS, Field.TARGETS, Field.ITEM_LENGTHS, Field.BY);
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return LogitsSource.open(this, false, files.inPlace("a safetensors file"), spec, limits);
  }
}
