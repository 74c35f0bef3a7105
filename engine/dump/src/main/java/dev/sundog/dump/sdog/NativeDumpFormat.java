// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpHead;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/** Sundog's own dump, which is scored without parsing. */
public final class NativeDumpFormat implements DumpFormat {
  @Override
  public String name() {
    return "sdog";
  }

  @Override
  public Match recognize(DumpHead head) {
    return NativeDumpReader.recognizes(head.bytes()) ? Match.YES : Match.NO;
  }

  /** Tokens and texts are stored as they were converted, so no paths or text rules apply. */
  @Override
  public Set<Field> accepts() {
    return Set.of(Field.BY, Field.RECOVER);
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return NativeSource.open(this, files.inPlace("a native dump"), spec, limits);
  }
}
