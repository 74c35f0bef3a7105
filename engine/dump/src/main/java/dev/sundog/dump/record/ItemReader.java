// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.input.RecordBlock;

/** Appends the items of records to a batch. Not thread-safe: one per worker. */
public interface ItemReader {
  /** Begins a batch: state that is valid within one batch only can be reset. */
  default void beginBatch() {}

  /**
   * Appends the items of records that are written like one before, as far as there are any. It may
   * leave any of them to {@link #read}.
   *
   * @param block holds the records
   * @param from index of the first record
   * @param to index after the last record
   * @param appender the batch
   * @return number of records that were appended
   */
  default int readAlike(RecordBlock block, int from, int to, BatchAppender appender) {
    return 0;
  }

  /**
   * Appends the items of one record.
   *
   * @param block holds the record
   * @param record index of the record in the block
   * @param appender the batch; errors in it refer to this record
   */
  void read(RecordBlock block, int record, BatchAppender appender);
}
