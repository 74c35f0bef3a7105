package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.dump.json.JsonCursor;

/** Takes items out of records. Not thread-safe: one per worker. */
public interface RecordReader {
  /** Begins a batch: what was kept of the last one may be forgotten. */
  default void beginBatch() {}

  /**
   * Reads one record.
   *
   * @param record stands before the record; stands behind it afterwards
   * @param appender takes the items
   */
  void read(JsonCursor record, BatchAppender appender);
}
