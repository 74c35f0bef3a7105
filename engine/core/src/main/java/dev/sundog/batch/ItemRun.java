// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/**
 * Appends many items of one kind to a batch: each has one prediction and one reference of token
 * ids, all or none have an id, and nothing else. The size of the batch is checked once for all of
 * them, and columns that they leave empty are written at the end. Not thread-safe.
 */
public final class ItemRun {
  private final StagedItems staged;
  private final BatchLimits limits;
  private final BatchBudget budget;
  private int items;

  ItemRun(StagedItems staged, BatchLimits limits, BatchBudget budget) {
    this.staged = staged;
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * Begins a run, between two items.
   *
   * @param most number of items, at most
   * @param bytes bytes of all their tokens, at 4 each, and of their ids, at most
   * @param ids whether every item has an id
   * @return whether the batch has room for them; if not, there is no run
   */
  boolean begin(int most, long bytes, boolean ids) {
    items = 0;
    if (!staged.isPlain() || !budget.reserve(most, bytes)) {
      return false;
    }
    if (ids) {
      staged.fillIds();
    }
    return true;
  }

  /** Takes the tokens of the item's prediction. */
  public TokenBuffer predictionTokens() {
    return staged.predictions;
  }

  /** Takes the tokens of the item's reference. */
  public TokenBuffer referenceTokens() {
    return staged.references;
  }

  /** The item's id, as UTF-8 bytes. */
  public void id(byte[] utf8, int from, int length) {
    staged.ids.append(utf8, from, length);
  }

  /**
   * Ends the item.
   *
   * @param id whether it has an id, as all items of the run
   * @return false if a sequence is longer than allowed; the item is then discarded
   */
  public boolean endItem(boolean id) {
    int longest = limits.sequenceTokens();
    if (staged.predictions.openLength() > longest
        || staged.references.openLength() > longest
        || staged.ids.openLength() > longest) {
      abandonItem();
      return false;
    }
    staged.predictions.endSequence();
    staged.references.endSequence();
    if (id) {
      staged.ids.endSequence();
    }
    items++;
    return true;
  }

  /** Discards the item that is being written. */
  public void abandonItem() {
    staged.predictions.abandonSequence();
    staged.references.abandonSequence();
    staged.ids.abandonSequence();
  }

  /** Ends the run. */
  public void end() {
    staged.endItems(items);
  }
}
