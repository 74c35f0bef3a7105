package dev.sundog.metric;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One metric's results for the items of a batch: per item a status, and a numerator and a weight
 * whose ratio is the value (for most metrics the value itself and 1), and of products of two ratios
 * a second weight. A batch of which every item has a value is scored at once: {@link #setCounts}
 * and {@link #setRatios} with whole numbers that stay where they were counted, {@link #setShares}
 * with numbers from 0 to 1; else item by item. Reused from batch to batch; not thread-safe while
 * written.
 */
public final class ScoreColumn {
  /** Units of a share in 1: those of the last bit of a float64 below 1. */
  public static final double SHARE_UNITS = 0x1p53;

  private static final byte SCORED = Status.SCORED.code();
  private static final byte NON_FINITE = Status.SKIPPED_NON_FINITE.code();

  private final Aggregation aggregation;
  private int count;
  private double[] numerators = {};
  private double[] weights = {};
  private double[] secondWeights = {};
  private byte[] statuses = {};
  private long[] shares = {};
  private boolean atOnce;
  private int @Nullable [] counts;
  private int @Nullable [] countWeights;

  /** An empty column for a metric of the given aggregation. */
  public ScoreColumn(Aggregation aggregation) {
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
    count = items;
    atOnce = false;
    counts = null;
    countWeights = null;
  }

  /**
   * Scores all items at once with whole numbers of weight 1, without a copy.
   *
   * @param counts one number per item, and possibly more; not to be changed before the next {@link
   *     #reset}
   */
  public void setCounts(int[] counts) {
    Objects.checkFromToIndex(0, count, counts.length);
    this.counts = counts;
    atOnce = true;
  }

  /**
   * Scores all items at once with ratios of whole numbers, without a copy.
   *
   * @param counts one numerator per item, as for {@link #setCounts}
   * @param weights one weight above 0 per item, likewise
   */
  public void setRatios(int[] counts, int[] weights) {
    Objects.checkFromToIndex(0, count, weights.length);
    setCounts(counts);
    countWeights = weights;
  }

  /**
   * Scores all items at once with shares of weight 1, in units of 2^−53: 1 − x is a whole number of
   * them for every float64 x from 0 to 1.
   *
   * @return where to put the units of each item, 0 to 2^53, before the next {@link #reset}
   */
  public long[] setShares() {
    if (shares.length < count) {
      shares = new long[statuses.length];
    }
    atOnce = true;
    return shares;
  }

  /**
   * Numerators of {@link #setCounts} or {@link #setRatios}, to be read only, or null if the items
   * were scored otherwise.
   */
  public int @Nullable [] counts() {
    return counts;
  }

  /** Weights of {@link #setRatios}, to be read only, or null if the items were scored otherwise. */
  public int @Nullable [] countWeights() {
    return countWeights;
  }

  /** Units of {@link #setShares}, to be read only, or null if the items were scored otherwise. */
  public long @Nullable [] shares() {
    return atOnce && counts == null ? shares : null;
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
   * @param weight the item's part of the denominator; 0 only of a {@link Aggregation#RATIO}
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
   * @param secondWeight the item's part of the other, kept only if the aggregation reads it
   */
  public void setProduct(int item, double numerator, double weight, double secondWeight) {
    boolean finite = Double.isFinite(numerator) && Double.isFinite(weight);
    put(item, numerator, weight, secondWeight, finite ? SCORED : NON_FINITE);
  }

  /** Leaves an item unscored, for a reason; its value is NaN. */
  public void skip(int item, Status reason) {
    put(item, Double.NaN, 1, 1, reason.code());
  }

  private void put(int item, double numerator, double weight, double secondWeight, byte status) {
    if (atOnce) {
      throw new IllegalStateException("item " + item + " was scored with all others");
    }
    numerators[item] = numerator;
    weights[item] = weight;
    if (aggregation.twoWeights()) {
      secondWeights[item] = secondWeight;
    }
    statuses[item] = status;
  }

  /** Status of an item. */
  public Status status(int item) {
    Objects.checkIndex(item, count);
    return atOnce ? Status.SCORED : Status.of(statuses[item]);
  }

  /** Whether an item is scored. */
  public boolean scored(int item) {
    return atOnce || statuses[item] == SCORED;
  }

  /** Numerator of an item: with {@link #weight} its sufficient statistic. NaN if skipped. */
  public double numerator(int item) {
    if (counts != null) {
      return counts[item];
    }
    return atOnce ? shares[item] / SHARE_UNITS : numerators[item];
  }

  /** Weight of an item, 1 for metrics that are no ratio. */
  public double weight(int item) {
    if (countWeights != null) {
      return countWeights[item];
    }
    return atOnce ? 1 : weights[item];
  }

  /** Second weight of an item, 1 for metrics that are no product. */
  public double secondWeight(int item) {
    return aggregation.twoWeights() ? secondWeights[item] : 1;
  }

  /**
   * Value of an item: NaN if skipped, but −∞ or ∞ where that is what it came to ({@link
   * Status#SKIPPED_NON_FINITE}).
   */
  public double value(int item) {
    Objects.checkIndex(item, count);
    return aggregation == Aggregation.MEAN
        ? numerator(item)
        : aggregation.value(aggregation.ratio(numerator(item), weight(item), secondWeight(item)));
  }
}
