// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.input.RecordBlock;

/** Appends the items of records to a batch. Not thread-safe: one per worker. */
public interface ItemReader {
  /** Begins a batch: state that is valid within one batch only can be reset. */
  default void beginBatch() {}

  /**
   * Appends the items of one record.
   *
   * @param block holds the record
   * @param record index of the record in the block
   * @param appender the batch; errors in it refer to this record
   */
  void read(RecordBlock block, int record, BatchAppender appender);
}
