// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

/** One block of a file, to be read once. */
@FunctionalInterface
public interface BlockTask {
  /**
   * Reads the block and finds its records; there may be none.
   *
   * @param buffer the reader's own memory
   * @return the records, valid until the buffer is used again
   */
  RecordBlock read(BlockBuffer buffer);

  /**
   * Number of records before those that {@link RecordBlock#firstRecord} counts from. Counted when
   * an error needs it: the time grows with the block's offset.
   */
  default long recordsBefore() {
    return 0;
  }
}
