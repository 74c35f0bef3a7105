// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

/**
 * Some whole records of one file, not parsed yet.
 *
 * @param source name of the file
 * @param bytes bytes that hold the records; nobody writes to them any more
 * @param starts index of every record's first byte
 * @param ends index behind every record's last byte
 * @param count number of records
 * @param firstRecord number of the first record in its file, from 1
 * @param base offset in the inflated file of index 0 of {@code bytes}
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordBlock(
    String source, byte[] bytes, int[] starts, int[] ends, int count, long firstRecord, long base) {
  /** Offset of a record in the inflated file. */
  public long offset(int record) {
    return base + starts[record];
  }
}
