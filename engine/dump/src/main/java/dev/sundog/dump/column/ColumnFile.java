// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import org.jspecify.annotations.Nullable;

/** The rows of one file, in order. Used by one thread at a time. */
public interface ColumnFile extends AutoCloseable {
  /**
   * The next rows, or null at the end. Their memory stays valid until the file is closed.
   *
   * @throws dev.sundog.batch.MalformedDumpException if the file is not sound
   */
  @Nullable ColumnBlock next();

  /** Share of the rows that was returned so far, 0 to 1, or NaN if their number is not known. */
  double progress();

  @Override
  void close();
}
