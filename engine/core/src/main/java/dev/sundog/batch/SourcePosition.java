// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/**
 * The position in the input that the next errors refer to: file, record, byte offset. Set per item
 * by a reader, shared by everything that can reject the item. Not thread-safe.
 */
public final class SourcePosition {
  private String source = "batch";
  private long record;
  private long offset = -1;

  /**
   * Moves to another position.
   *
   * @param source file or other name of the input
   * @param record record number from 1, or 0 if no single record is concerned
   * @param offset offset in bytes from the start of the decompressed input, or −1 if unknown
   */
  public void set(String source, long record, long offset) {
    this.source = source;
    this.record = record;
    this.offset = offset;
  }

  /** An error at this position. */
  public MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(source, record, offset, reason);
  }

  /** An error at this position, with a reason that names settings. */
  public MalformedDumpException malformed(Message reason) {
    return new MalformedDumpException(source, record, offset, reason);
  }

  /**
   * A limit exceeded at this position.
   *
   * @param limit the limit to raise
   * @param reason what was found and what is allowed
   */
  public LimitExceededException exceeded(Limit limit, String reason) {
    return new LimitExceededException(source, record, offset, limit, reason);
  }

  static String text(String source, long record, long offset) {
    return source
        + (record > 0 ? ", record " + record : "")
        + (offset >= 0 ? ", byte " + offset : "");
  }
}
