// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes a table batch by batch. Batches are encoded by any thread, and written by one. */
public interface TableWriter {
  /** Encodes a batch: one of values per column. Thread-safe. */
  Batch encode(int rows, List<ExportValues> values);

  /** Writes what is left, and the footer. The stream stays open. */
  void finish() throws IOException;

  /** An encoded batch. */
  interface Batch {
    /** Writes it; batches are written one at a time, in their order. */
    void write() throws IOException;
  }

  /** A writer of an Arrow file. */
  static TableWriter arrow(OutputStream out, List<ExportColumn> columns) throws IOException {
    return new ArrowTable(out, columns);
  }

  /** A writer of a Parquet file. */
  static TableWriter parquet(OutputStream out, List<ExportColumn> columns) throws IOException {
    return new ParquetTable(out, columns);
  }
}
