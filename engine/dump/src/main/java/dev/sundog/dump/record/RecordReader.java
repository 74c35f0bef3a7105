// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Message;
import dev.sundog.dump.input.RecordBlock;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.spec.Field;
import java.util.function.Supplier;

/** Appends the items of one JSON record to a batch. Not thread-safe: one per worker. */
public interface RecordReader {
  /** Begins a batch: state that is valid within one batch only can be reset. */
  default void beginBatch() {}

  /**
   * Reads one record.
   *
   * @param record is before the record, and after it on return
   * @param appender the batch
   */
  void read(JsonCursor record, BatchAppender appender);

  /**
   * Appends the items of records that are written like one before; see {@link
   * ItemReader#readAlike}.
   *
   * @param cursor may be moved
   */
  default int readAlike(
      JsonCursor cursor, RecordBlock block, int from, int to, BatchAppender appender) {
    return 0;
  }

  /** Readers of the JSON records of a block; blank records are skipped. */
  static Supplier<ItemReader> ofBlocks(Supplier<? extends RecordReader> readers) {
    return () -> {
      RecordReader reader = readers.get();
      JsonCursor cursor = new JsonCursor();
      return new ItemReader() {
        @Override
        public void beginBatch() {
          reader.beginBatch();
        }

        @Override
        public int readAlike(RecordBlock block, int from, int to, BatchAppender appender) {
          return reader.readAlike(cursor, block, from, to, appender);
        }

        @Override
        public void read(RecordBlock block, int record, BatchAppender appender) {
          cursor.reset(block, record);
          if (!cursor.atEnd()) {
            reader.read(cursor, appender);
            if (!cursor.atEnd()) {
              throw cursor.malformedAt(
                  cursor.position(),
                  Message.of(
                      "unexpected text after the record. Set {} to json for records that share a"
                          + " line or span several",
                      Field.FORMAT));
            }
          }
        }
      };
    };
  }
}
