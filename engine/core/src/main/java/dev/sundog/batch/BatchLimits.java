package dev.sundog.batch;

/**
 * Sizes beyond which a batch or an item is refused, checked before memory is taken.
 *
 * @param batchItems items after which a reader starts the next batch
 * @param batchBytes bytes of one batch, columns and offsets together
 * @param sequenceTokens tokens (or UTF-8 bytes of text) of one sequence
 * @param itemReferences references of one item
 * @param groups different group keys of a run
 * @param keptBytes bytes of what a run keeps of single items, for quantiles and the like
 */
public record BatchLimits(
    int batchItems,
    long batchBytes,
    int sequenceTokens,
    int itemReferences,
    int groups,
    long keptBytes) {
  /**
   * 16,384 items, 64 MiB, 4 Mi tokens a sequence, 1,024 references an item, 100,000 groups; half of
   * the heap.
   */
  public static final BatchLimits DEFAULT =
      new BatchLimits(
          16_384, 64L << 20, 4 << 20, 1024, 100_000, Runtime.getRuntime().maxMemory() / 2);

  /** Checks that every limit is positive and that lengths fit 31 bits. */
  public BatchLimits {
    if (batchItems < 1
        || batchBytes < 1
        || batchBytes > 1L << 30
        || sequenceTokens < 1
        || itemReferences < 1
        || groups < 1
        || keptBytes < 1) {
      throw new IllegalArgumentException("limits must be positive, batchBytes at most 1 GiB");
    }
  }

  /** The same limits with another number of items per batch. */
  public BatchLimits withBatchItems(int items) {
    return new BatchLimits(items, batchBytes, sequenceTokens, itemReferences, groups, keptBytes);
  }
}
