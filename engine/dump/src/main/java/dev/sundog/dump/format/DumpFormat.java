// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.format;

import dev.sundog.batch.BatchLimits;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.Set;

/**
 * A format of dumps: how its files are recognised, which fields it uses, and how it is read. An
 * implementation has no state; {@code dev.sundog.dump.Formats} lists all of them.
 */
public interface DumpFormat {
  /** How well the start of a file fits a format. */
  enum Match {
    /** The file is in another format. */
    NO,
    /** The file can be read, but a format of which it is certain comes first. */
    MAYBE,
    /** The file is in this format. */
    YES
  }

  /** The format's name: lower case, words joined by hyphens. */
  String name();

  /** Whether a dump is in this format. */
  Match recognize(DumpHead head);

  /** The fields that the format uses, besides {@link Field#FORMAT}; others are rejected. */
  Set<Field> accepts();

  /**
   * Opens a dump.
   *
   * @param files its files, closed by the source that is returned, or here if there is an error
   * @param spec values of accepted fields only
   * @param limits sizes of batches
   * @throws dev.sundog.batch.MalformedDumpException if a file can't be read
   * @throws IllegalArgumentException if the fields contradict each other or the files
   */
  DumpSource open(DumpFiles files, DumpSpec spec, BatchLimits limits);
}
