// SPDX-License-Identifier: Apache-2.0
package dev.sundog.metric;

import java.util.Objects;

/**
 * Memory that a metric writes its scores into, reused from batch to batch. A metric either scores
 * all items of a batch at once ({@link #setCounts}, {@link #setRatios}, {@link #setShares}) or sets
 * every item ({@link #set}, {@link #setRatio}, {@link #setProduct}, {@link #skip}). Not
 * thread-safe.
 */
public final class ScoreBuffer {
  /** Which of the memory holds the scores. */
  private enum Form {
    ITEMS,
    COUNTS,
    RATIOS,
    SHARES
  }

  private static final byte SCORED = Status.SCORED.code();
  private static final byte NON_FINITE = Status.SKIPPED_NON_FINITE.code();

  private final Aggregation aggregation;
  private int items;
  private double[] numerators = {};
  private double[] weights = {};
  private double[] secondWeights = {};
  private byte[] statuses = {};
  private long[] shares = {};
  private int[] counts = {};
  private int[] countWeights = {};
  private Form form = Form.ITEMS;

  /** An empty buffer for a metric of the given aggregation. */
  public ScoreBuffer(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  /** Makes room for a batch; values are undefined until set. */
  public void reset(int items) {
    if (items > statuses.length) {
      int capacity = Math.max(items, 2 * statuses.length);
      numerators = new double[capacity];
      weights = new double[capacity];
      secondWeights = new double[aggregation.twoWeights() ? capacity : 0];
      statuses = new byte[capacity];
    }
    this.items = items;
    form = Form.ITEMS;
  }

  /** The scores, valid until the next {@link #reset}. */
  public ScoreColumn column() {
    return switch (form) {
      case COUNTS -> new ScoreColumn.Counts(aggregation, items, counts);
      case RATIOS -> new ScoreColumn.Ratios(aggregation, items, counts, countWeights);
      case SHARES -> new ScoreColumn.Shares(aggregation, items, shares);
      case ITEMS ->
          new ScoreColumn.Items(aggregation, items, numerators, weights, secondWeights, statuses);
    };
  }

  /**
   * Copies the value of every item; NaN where it was skipped.
   *
   * @param at place of the first item's value
   */
  public void values(double[] out, int at) {
    if (form == Form.COUNTS && aggregation == Aggregation.MEAN) {
      for (int item = 0; item < items; item++) {
        out[at + item] = counts[item];
      }
      return;
    }
    ScoreColumn column = column();
    for (int item = 0; item < items; item++) {
      out[at + item] = column.value(item);
    }
  }

  /**
   * Scores all items at once with whole numbers of weight 1, without a copy.
   *
   * @param counts one number per item, and possibly more; not to be changed before the next {@link
   *     #reset}
   */
  public void setCounts(int[] counts) {
    Objects.checkFromToIndex(0, items, counts.length);
    form = Form.COUNTS;
    this.counts = counts;
  }

  /**
   * Scores all items at once with ratios of whole numbers, without a copy.
   *
   * @param numerators one numerator per item, as for {@link #setCounts}
   * @param weights one weight above 0 per item, likewise
   */
  public void setRatios(int[] numerators, int[] weights) {
    Objects.checkFromToIndex(0, items, numerators.length);
    Objects.checkFromToIndex(0, items, weights.length);
    form = Form.RATIOS;
    counts = numerators;
    countWeights = weights;
  }

  /**
   * Scores all items at once with shares of weight 1.
   *
   * @return where to write the units of each item, before the next {@link #reset}: see {@link
   *     ScoreColumn.Shares}
   */
  public long[] setShares() {
    if (shares.length < items) {
      shares = new long[statuses.length];
    }
    form = Form.SHARES;
    return shares;
  }

  /** Scores an item with a value of weight 1; a value that is not finite leaves it unscored. */
  public void set(int item, double value) {
    setRatio(item, value, 1);
  }

  /**
   * Scores an item with a ratio; one that is not finite leaves it unscored.
   *
   * @param item the item
   * @param numerator the item's part of the numerator
   * @param weight the item's part of the denominator; 0 only for {@link Aggregation#RATIO}
   */
  public void setRatio(int item, double numerator, double weight) {
    setProduct(item, numerator, weight, 1);
  }

  /**
   * Scores an item with the product of a numerator's ratios to two weights.
   *
   * @param item the item
   * @param numerator the item's part of the numerator
   * @param weight the item's part of one denominator
   * @param secondWeight the item's part of the other; ignored unless the aggregation is a product
   */
  public void setProduct(int item, double numerator, double weight, double secondWeight) {
    boolean finite = Double.isFinite(numerator) && Double.isFinite(weight);
    put(item, numerator, weight, secondWeight, finite ? SCORED : NON_FINITE);
  }

  /** Leaves an item unscored, for a reason; its value is NaN. */
  public void skip(int item, Status reason) {
    put(item, Double.NaN, 1, 1, reason.code());
  }

  /**
   * Leaves an item of a ratio unscored as empty, while its numerator counts in the corpus value.
   *
   * @param numerator the item's part of the numerator
   */
  public void skipUnweighted(int item, double numerator) {
    put(item, numerator, ScoreColumn.UNWEIGHTED, 1, Status.SKIPPED_EMPTY.code());
  }

  /** Scores an item with a value of weight 1 that may be infinite, as then the mean is. */
  public void setUnbounded(int item, double value) {
    put(item, value, 1, 1, Double.isNaN(value) ? NON_FINITE : SCORED);
  }

  private void put(int item, double numerator, double weight, double secondWeight, byte status) {
    if (form != Form.ITEMS) {
      throw new IllegalStateException("item " + item + " was already scored with all others");
    }
    numerators[item] = numerator;
    weights[item] = weight;
    if (aggregation.twoWeights()) {
      secondWeights[item] = secondWeight;
    }
    statuses[item] = status;
  }
}
