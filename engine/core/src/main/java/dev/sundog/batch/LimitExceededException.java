// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import org.jspecify.annotations.Nullable;

/** Input beyond a limit; thrown before memory is allocated for it. */
public final class LimitExceededException extends RuntimeException implements NamesSettings {
  private static final long serialVersionUID = 1L;

  private final Message message;
  private final @Nullable Limit limit;

  /**
   * A limit that was exceeded.
   *
   * @param source file or other name of the input
   * @param record record number from 1, or 0 if no single record is concerned
   * @param offset offset in bytes from the start of the decompressed input, or −1 if unknown
   * @param limit the limit to raise
   * @param reason what was found and what is allowed
   */
  public LimitExceededException(
      String source, long record, long offset, Limit limit, String reason) {
    this(
        Message.of("{}: {}. Raise {}", SourcePosition.text(source, record, offset), reason, limit),
        limit);
  }

  /**
   * A limit that can't be raised.
   *
   * @param source file or other name of the input
   * @param reason what was found and what is allowed
   */
  public LimitExceededException(String source, String reason) {
    this(Message.literal(source + ": " + reason), null);
  }

  private LimitExceededException(Message message, @Nullable Limit limit) {
    super(message.toString());
    this.message = message;
    this.limit = limit;
  }

  /** The limit to raise, or null if it can't be raised. */
  public @Nullable Limit limit() {
    return limit;
  }

  @Override
  public Message text() {
    return message;
  }
}
