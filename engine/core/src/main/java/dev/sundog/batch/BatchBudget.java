// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/**
 * Checks the size of a batch while items are appended. The exact size is computed only when what
 * was appended since the last time could exceed the limit. Not thread-safe.
 */
final class BatchBudget {
  /** Bytes that an item, a pair or a choice takes apart from its tokens and texts, at most. */
  private static final long MOST_ITEM_BYTES = 128;

  private final BatchLimits limits;
  private final StagedItems staged;
  private final SourcePosition position;

  /** Bytes that can surely be appended before the batch's size is computed again. */
  private long spareBytes;

  BatchBudget(BatchLimits limits, StagedItems staged, SourcePosition position) {
    this.limits = limits;
    this.staged = staged;
    this.position = position;
  }

  /** Begins an empty batch. */
  void clear() {
    spareBytes = 0;
  }

  /** Checks a sequence before it is appended; {@code what} names it in errors. */
  void checkLength(int length, String what) {
    if (length > limits.sequenceTokens()) {
      throw position.exceeded(
          Limit.SEQUENCE_TOKENS, what + " of " + length + ", more than " + limits.sequenceTokens());
    }
    spend(4L * length + MOST_ITEM_BYTES, 4L * length);
  }

  /**
   * Checks the batch after an item.
   *
   * @param plain whether the item has no column whose size the other checks do not bound
   */
  void endItem(boolean plain) {
    if (plain) {
      spend(MOST_ITEM_BYTES, 0);
    } else {
      checkBytes(0);
    }
  }

  /**
   * Takes bytes for items that follow.
   *
   * @param items number of items, at most
   * @param bytes bytes of their tokens and texts, at most
   * @return whether the batch has room for them; if not, nothing is taken
   */
  boolean reserve(int items, long bytes) {
    long needed = bytes + MOST_ITEM_BYTES * items;
    if (spareBytes < needed) {
      spareBytes = limits.batchBytes() - staged.byteSize();
    }
    if (spareBytes < needed) {
      return false;
    }
    spareBytes -= needed;
    return true;
  }

  /**
   * Spends bytes of the batch.
   *
   * @param bytes bytes appended since the last check, at most
   * @param extra bytes that follow
   */
  private void spend(long bytes, long extra) {
    spareBytes -= bytes;
    if (spareBytes < extra) {
      checkBytes(extra);
    }
  }

  private void checkBytes(long extra) {
    long bytes = staged.byteSize();
    if (bytes + extra > limits.batchBytes()) {
      throw position.exceeded(
          Limit.BATCH_BYTES,
          "batch of " + (bytes + extra) + " bytes, more than " + limits.batchBytes());
    }
    spareBytes = limits.batchBytes() - bytes;
  }
}
