package dev.sundog.metric;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One metric's results for the items of a batch, off-heap: per item a status, and a numerator and a
 * weight whose ratio is the value (for most metrics the value itself and 1), and of products of two
 * ratios a second weight. Whole numbers of a complete batch may stay where the kernel counted them:
 * {@link #setCounts}. Reused from batch to batch; not thread-safe while written.
 */
public final class ScoreColumn implements AutoCloseable {
  private static final byte SCORED = Status.SCORED.code();
  private static final byte NON_FINITE = Status.SKIPPED_NON_FINITE.code();

  private final Aggregation aggregation;

  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  private Arena arena = Arena.ofShared();

  private int capacity;
  private int count;
  private MemorySegment numerators = MemorySegment.NULL;
  private MemorySegment weights = MemorySegment.NULL;
  private MemorySegment secondWeights = MemorySegment.NULL;
  private MemorySegment statuses = MemorySegment.NULL;
  private int @Nullable [] counts;

  /** An empty column for a metric of the given aggregation. */
  public ScoreColumn(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  /** Makes room for a batch; values are undefined until set. */
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public void reset(int items) {
    if (items > capacity) {
      arena.close();
      arena = Arena.ofShared();
      capacity = Math.max(items, 2 * capacity);
      numerators = arena.allocate(8L * capacity, 64);
      weights = arena.allocate(8L * capacity, 64);
      if (aggregation.twoWeights()) {
        secondWeights = arena.allocate(8L * capacity, 64);
      }
      statuses = arena.allocate(capacity, 64);
    }
    count = items;
    counts = null;
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
  }

  /**
   * The numbers of {@link #setCounts}, to be read only, or null if items were scored one by one.
   */
  public int @Nullable [] counts() {
    return counts;
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
    numerators.setAtIndex(JAVA_DOUBLE, item, numerator);
    weights.setAtIndex(JAVA_DOUBLE, item, weight);
    if (aggregation.twoWeights()) {
      secondWeights.setAtIndex(JAVA_DOUBLE, item, secondWeight);
    }
    boolean finite = Double.isFinite(numerator) && Double.isFinite(weight);
    statuses.set(JAVA_BYTE, item, finite ? SCORED : NON_FINITE);
  }

  /** Leaves an item unscored, for a reason; its value is NaN. */
  public void skip(int item, Status reason) {
    numerators.setAtIndex(JAVA_DOUBLE, item, Double.NaN);
    weights.setAtIndex(JAVA_DOUBLE, item, 1);
    if (aggregation.twoWeights()) {
      secondWeights.setAtIndex(JAVA_DOUBLE, item, 1);
    }
    statuses.set(JAVA_BYTE, item, reason.code());
  }

  /** Status of an item. */
  public Status status(int item) {
    Objects.checkIndex(item, count);
    return counts != null ? Status.SCORED : Status.of(statuses.get(JAVA_BYTE, item));
  }

  /** Whether an item is scored. */
  public boolean scored(int item) {
    return counts != null || statuses.get(JAVA_BYTE, item) == SCORED;
  }

  /** Numerator of an item: with {@link #weight} its sufficient statistic. NaN if skipped. */
  public double numerator(int item) {
    return counts != null ? counts[item] : numerators.getAtIndex(JAVA_DOUBLE, item);
  }

  /** Weight of an item, 1 for metrics that are no ratio. */
  public double weight(int item) {
    return counts != null ? 1 : weights.getAtIndex(JAVA_DOUBLE, item);
  }

  /** Second weight of an item, 1 for metrics that are no product. */
  public double secondWeight(int item) {
    return aggregation.twoWeights() ? secondWeights.getAtIndex(JAVA_DOUBLE, item) : 1;
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

  /** Frees the memory. */
  @Override
  public void close() {
    arena.close();
  }
}
