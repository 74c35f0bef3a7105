// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/**
 * Limits on a batch and its items, checked before memory is allocated.
 *
 * @param batchItems items after which a reader starts the next batch
 * @param batchBytes bytes of one batch, columns and offsets together, at most 1 GiB
 * @param sequenceTokens tokens (or UTF-8 bytes of text) of one sequence
 * @param itemReferences references of one item
 * @param groups distinct group keys of a run
 * @param keptBytes bytes that a run keeps of single items, for quantiles and similar aggregates
 */
public record BatchLimits(
    int batchItems,
    long batchBytes,
    int sequenceTokens,
    int itemReferences,
    int groups,
    long keptBytes) {
  /**
   * 65,536 items and 64 MiB per batch, 4 Mi tokens per sequence, 1,024 references per item, 100,000
   * groups, half of the heap.
   */
  public static final BatchLimits DEFAULT =
      new BatchLimits(
          65_536, 64L << 20, 4 << 20, 1024, 100_000, Runtime.getRuntime().maxMemory() / 2);

  private static final long MAX_BATCH_BYTES = 1L << 30;

  /** Checks that every limit is positive and that offsets fit 31 bits. */
  public BatchLimits {
    Limit.BATCH_ITEMS.require(batchItems, Integer.MAX_VALUE);
    Limit.BATCH_BYTES.require(batchBytes, MAX_BATCH_BYTES);
    Limit.SEQUENCE_TOKENS.require(sequenceTokens, Integer.MAX_VALUE);
    Limit.ITEM_REFERENCES.require(itemReferences, Integer.MAX_VALUE);
    Limit.GROUPS.require(groups, Integer.MAX_VALUE);
    Limit.KEPT_BYTES.require(keptBytes, Long.MAX_VALUE);
  }

  /** The same limits with another number of items per batch. */
  public BatchLimits withBatchItems(int items) {
    return new BatchLimits(items, batchBytes, sequenceTokens, itemReferences, groups, keptBytes);
  }
}
