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

/** An array of NumPy that holds rows of logits. */
public final class NpyFormat implements DumpFormat {
  @Override
  public String name() {
    return "npy";
  }

  @Override
  public Match recognize(DumpHead head) {
    return head.startsWith("\u0093NUMPY") ? Match.YES : Match.NO;
  }

  @Override
  public Set<Field> accepts() {
    return Set.of(Field.TARGETS, Field.ITEM_LENGTHS, Field.BY);
  }

  @Override
  public DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits) {
    return LogitsSource.open(this, true, files.inPlace("an array of logits"), spec, limits);
  }
}
