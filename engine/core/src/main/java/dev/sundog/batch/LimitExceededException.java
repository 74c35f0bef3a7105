// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import org.jspecify.annotations.Nullable;

/** Input beyond a limit; thrown before memory is allocated for it. */
public final class LimitExceededException extends RuntimeException implements NamesSettings {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long record;
  private final long offset;
  private final String reason;
  private final @Nullable Limit limit;

  /**
   * A limit that was exceeded.
   *
   * @param source file or other name of the input
   * @param record record number from 1, or 0 if no single record is concerned
   * @param offset offset in bytes from the start of the decompressed input, or −1 if unknown
   * @param limit the limit to raise; null if it can't be raised
   * @param reason what was found and what is allowed
   */
  public LimitExceededException(
      String source, long record, long offset, @Nullable Limit limit, String reason) {
    super(message(source, record, offset, limit, reason).toString());
    this.source = source;
    this.record = record;
    this.offset = offset;
    this.limit = limit;
    this.reason = reason;
  }

  /**
   * A limit that can't be raised.
   *
   * @param source file or other name of the input
   * @param reason what was found and what is allowed
   */
  public LimitExceededException(String source, String reason) {
    this(source, 0, -1, null, reason);
  }

  private static Message message(
      String source, long record, long offset, @Nullable Limit limit, String reason) {
    String position = SourcePosition.text(source, record, offset);
    return limit == null
        ? Message.literal(position + ": " + reason)
        : Message.of("{}: {}. Raise {}", position, reason, limit);
  }

  /** The same error with a record number that counts from an earlier record. */
  public LimitExceededException withRecordsBefore(long records) {
    if (records == 0 || record == 0) {
      return this;
    }
    LimitExceededException moved =
        new LimitExceededException(source, record + records, offset, limit, reason);
    moved.setStackTrace(getStackTrace());
    return moved;
  }

  /** The limit to raise, or null if it can't be raised. */
  public @Nullable Limit limit() {
    return limit;
  }

  @Override
  public Message text() {
    return message(source, record, offset, limit, reason);
  }
}
