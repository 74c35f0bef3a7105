// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.format.DumpFiles;
import dev.sundog.dump.format.DumpFormat;
import dev.sundog.dump.format.DumpSource;
import dev.sundog.dump.lmeval.LmEvalFolders;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.nio.file.Path;
import java.util.List;

/** Opens dumps. */
public final class Dumps {
  private Dumps() {}

  /**
   * One source over the records of several files, in their order.
   *
   * @param files files of one format, compressed or not, or folders with those of lm-eval; none
   *     where fields name them
   * @param spec how they are read
   * @param limits sizes of batches
   * @throws dev.sundog.batch.MalformedDumpException if a file can't be read, or its format can't be
   *     detected
   * @throws IllegalArgumentException if the spec contradicts itself or the files
   */
  public static DumpSource open(List<Path> files, DumpSpec spec, BatchLimits limits) {
    DumpFiles opened = LmEvalFolders.walk(files, spec);
    try {
      String name = spec.text(Field.FORMAT);
      DumpFormat format = name == null ? Formats.detect(opened.head(), spec) : Formats.named(name);
      Formats.check(format, spec);
      return format.open(opened, spec, limits);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
