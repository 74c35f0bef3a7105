// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import dev.sundog.batch.BatchLimits;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Some rows of one file.
 *
 * @param file name of the file
 * @param rows a struct of the columns that were selected
 * @param firstRow number of the first row in its file, from 1
 * @param place file and part of it that a row is in, for errors, by the row's number
 */
public record ColumnBlock(String file, Column rows, long firstRow, LongFunction<String> place) {
  /** Number of rows. */
  public int count() {
    return rows.count();
  }

  /** Some of the rows. */
  public ColumnBlock slice(int from, int count) {
    return new ColumnBlock(file, rows.slice(from, count), firstRow + from, place);
  }

  /** Cuts the block in halves until each is a batch well within its limits. */
  public void cut(BatchLimits limits, Consumer<ColumnBlock> parts) {
    int count = count();
    boolean fits = count <= limits.batchItems() && rows.bytes() <= limits.batchBytes() / 4;
    if (fits || count <= 1) {
      if (count > 0) {
        parts.accept(this);
      }
      return;
    }
    slice(0, count / 2).cut(limits, parts);
    slice(count / 2, count - count / 2).cut(limits, parts);
  }
}
