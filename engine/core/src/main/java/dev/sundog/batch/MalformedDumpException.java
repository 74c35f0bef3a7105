// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/** Invalid input, with its position. */
public final class MalformedDumpException extends RuntimeException implements NamesSettings {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long record;
  private final long offset;
  private final Message reason;

  /**
   * An error at a position.
   *
   * @param source file or other name of the input
   * @param record record number from 1, or 0 if no single record is concerned
   * @param offset offset in bytes from the start of the decompressed input, or −1 if unknown
   * @param reason what is wrong and what to do, without the position
   */
  public MalformedDumpException(String source, long record, long offset, String reason) {
    this(source, record, offset, Message.literal(reason));
  }

  /** The same with a reason that names settings. */
  public MalformedDumpException(String source, long record, long offset, Message reason) {
    super(SourcePosition.text(source, record, offset) + ": " + reason);
    this.source = source;
    this.record = record;
    this.offset = offset;
    this.reason = reason;
  }

  /** The same error with a record number that counts from an earlier record. */
  public MalformedDumpException withRecordsBefore(long records) {
    if (records == 0 || record == 0) {
      return this;
    }
    MalformedDumpException moved =
        new MalformedDumpException(source, record + records, offset, reason);
    moved.setStackTrace(getStackTrace());
    if (getCause() != null) {
      moved.initCause(getCause());
    }
    return moved;
  }

  /** The error of an input without records. */
  public static MalformedDumpException noRecords(String source) {
    return new MalformedDumpException(source, 0, 0, "it holds no records");
  }

  /** File or other name of the input. */
  public String source() {
    return source;
  }

  /** Record number from 1, or 0 if no single record is concerned. */
  public long record() {
    return record;
  }

  /** Offset in bytes from the start of the decompressed input, or −1 if unknown. */
  public long offset() {
    return offset;
  }

  /** What is wrong, without the position, with the names of the Java API. */
  public String reason() {
    return reason.toString();
  }

  /** What is wrong, without the position. */
  public Message why() {
    return reason;
  }

  @Override
  public Message text() {
    return Message.of("{}: {}", SourcePosition.text(source, record, offset), reason);
  }
}
