// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import dev.sundog.statistics.Interval;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sufficient statistics of one metric over the items of one group. Adding items and merging states
 * commute to the last bit, also for states that were encoded and decoded. Not thread-safe.
 *
 * <p>Bytes of {@link #encode}, little-endian: magic number {@code SDMS} and version 2 (32 bits
 * each); name of the metric and of its {@link Aggregation} (each a number of bytes of 32 bits, then
 * UTF-8); number of statuses (32 bits) and items by status code (64 bits each); unweighted items
 * (64 bits) and the sum of their numerators (float64), see {@link MetricSummary.Unweighted};
 * smallest and largest ratio (float64 each), infinite if an item's is; then the exact sums of
 * numerators, weights, squares and products, each a first word and a number of words (32 bits each)
 * and that many words of 64 bits, as in {@link dev.sundog.statistics.ExactSum#toWords}.
 */
public final class MetricState {
  private static final int MAGIC = 0x534D4453;
  private static final int VERSION = 2;

  private final Metric.Description metric;
  private final Aggregation aggregation;
  private final long[] counts = new long[Status.count()];
  private final Moments moments;
  private long unweightedItems;
  private double unweightedSum;
  private double lowestRatio = Double.POSITIVE_INFINITY;
  private double highestRatio = Double.NEGATIVE_INFINITY;

  /** The state of no items. */
  public MetricState(Metric.Description metric) {
    this(metric, new Moments(metric.aggregation()));
  }

  private MetricState(Metric.Description metric, Moments moments) {
    this.metric = metric;
    this.moments = moments;
    aggregation = metric.aggregation();
  }

  Metric.Description metric() {
    return metric;
  }

  /** Adds items {@code from} to {@code to − 1} of a batch. */
  public void add(ScoreColumn scores, int from, int to) {
    for (int begin = from; begin < to; begin += Moments.SHARES_AT_ONCE) {
      int end = Math.min(to, begin + Moments.SHARES_AT_ONCE);
      boolean added =
          switch (scores) {
            case ScoreColumn.Counts counts -> addWhole(counts.values(), begin, end);
            case ScoreColumn.Ratios ratios ->
                addRatios(ratios.numerators(), ratios.weights(), begin, end);
            case ScoreColumn.Shares shares -> addShares(shares.units(), begin, end);
            case ScoreColumn.Items items -> false;
          };
      for (int item = begin; !added && item < end; item++) {
        add(scores, item);
      }
    }
  }

  /** Adds whole numbers of weight 1; nothing, and false, if one of them is not small. */
  private boolean addWhole(int[] values, int from, int to) {
    long sum = 0;
    long squares = 0;
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int item = from; item < to; item++) {
      int value = values[item];
      sum += value;
      squares += (long) value * value;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    if (lowest < -Moments.SMALL || highest > Moments.SMALL) {
      return false;
    }
    moments.addWhole(to - from, sum, squares);
    scored(to - from, lowest, highest);
    return true;
  }

  /** Adds ratios of whole numbers; nothing, and false, if one of them is not small. */
  private boolean addRatios(int[] numerators, int[] weights, int from, int to) {
    long n = 0;
    long w = 0;
    int bits = 0;
    for (int item = from; item < to; item++) {
      n += numerators[item];
      w += weights[item];
      bits |= numerators[item] | weights[item];
    }
    if (bits < 0 || bits >= Moments.SMALL) {
      return false;
    }
    long nn = 0;
    long nw = 0;
    long ww = 0;
    for (int item = from; item < to; item++) {
      long numerator = numerators[item];
      long weight = weights[item];
      nn += numerator * numerator;
      nw += numerator * weight;
      ww += weight * weight;
    }
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int item = from; item < to; item++) {
      double ratio = (double) numerators[item] / weights[item];
      lowest = Math.min(lowest, ratio);
      highest = Math.max(highest, ratio);
    }
    moments.addRatios(to - from, n, w, nn, nw, ww);
    scored(to - from, lowest, highest);
    return true;
  }

  /** Adds shares. */
  private boolean addShares(long[] shares, int from, int to) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int item = from; item < to; item++) {
      lowest = Math.min(lowest, shares[item]);
      highest = Math.max(highest, shares[item]);
    }
    long sum = 0;
    long high = 0;
    long mixed = 0;
    long low = 0;
    for (int item = from; item < to; item++) {
      long upper = shares[item] >> Moments.LOW_BITS;
      long lower = shares[item] & Moments.LOW_MASK;
      sum += shares[item];
      high += upper * upper;
      mixed += upper * lower;
      low += lower * lower;
    }
    moments.addShares(to - from, sum, high, mixed, low);
    double units = ScoreColumn.Shares.UNITS;
    scored(to - from, lowest / units, highest / units);
    return true;
  }

  private void scored(int items, double lowest, double highest) {
    counts[0] += items;
    lowestRatio = Math.min(lowestRatio, lowest);
    highestRatio = Math.max(highestRatio, highest);
  }

  private void add(ScoreColumn scores, int item) {
    double numerator = scores.numerator(item);
    double weight = scores.weight(item);
    if (!scores.scored(item)) {
      counts[scores.status(item).code()]++;
      if (ScoreColumn.isUnweighted(weight)) {
        unweightedItems++;
        unweightedSum += numerator;
        moments.add(numerator, 0, 0);
      }
      return;
    }
    counts[0]++;
    double secondWeight = scores.secondWeight(item);
    double ratio = aggregation.ratio(numerator, weight, secondWeight);
    lowestRatio = Math.min(lowestRatio, ratio);
    highestRatio = Math.max(highestRatio, ratio);
    if (Double.isFinite(numerator)) {
      moments.add(numerator, weight, secondWeight);
    }
  }

  /**
   * Adds all items of another state.
   *
   * @throws IllegalArgumentException if it is of another metric
   */
  public void merge(MetricState other) {
    if (!metric.name().equals(other.metric.name()) || aggregation != other.aggregation) {
      throw new IllegalArgumentException(
          "a state of " + other.metric.name() + " can't be merged into one of " + metric.name());
    }
    for (int status = 0; status < counts.length; status++) {
      counts[status] += other.counts[status];
    }
    unweightedItems += other.unweightedItems;
    unweightedSum += other.unweightedSum;
    lowestRatio = Math.min(lowestRatio, other.lowestRatio);
    highestRatio = Math.max(highestRatio, other.highestRatio);
    moments.merge(other.moments);
  }

  /** The state as bytes: see the class comment. */
  public byte[] encode() {
    StateWriter bytes = new StateWriter(MAGIC, VERSION);
    bytes.putText(metric.name());
    bytes.putText(aggregation.name());
    bytes.putInt(counts.length);
    for (long count : counts) {
      bytes.putLong(count);
    }
    bytes.putLong(unweightedItems);
    bytes.putDouble(unweightedSum);
    bytes.putDouble(lowestRatio);
    bytes.putDouble(highestRatio);
    moments.encode(bytes);
    return bytes.toBytes();
  }

  /**
   * The state of a metric from the bytes of {@link #encode}.
   *
   * @throws IllegalArgumentException if the bytes are of another metric or version, or malformed
   */
  public static MetricState decode(Metric.Description metric, byte[] bytes) {
    StateReader reader = new StateReader("metric state", bytes, MAGIC, VERSION);
    reader.expect("the metric", metric.name(), reader.nextText());
    reader.expect("the aggregation", metric.aggregation().name(), reader.nextText());
    long[] counts = new long[Status.count()];
    int statuses = reader.nextSize(Long.BYTES);
    if (statuses > counts.length) {
      throw reader.malformed(statuses + " statuses, of which " + counts.length + " are known");
    }
    for (int status = 0; status < statuses; status++) {
      counts[status] = reader.nextCount();
    }
    long unweighted = reader.nextCount();
    double unweightedSum = reader.nextDouble();
    double lowest = reader.nextDouble();
    double highest = reader.nextDouble();
    if (counts[0] == 0 ? lowest != Double.POSITIVE_INFINITY : !(lowest <= highest)) {
      throw reader.malformed(
          counts[0] + " scored items with ratios from " + lowest + " to " + highest);
    }
    MetricState state = new MetricState(metric, Moments.decode(metric.aggregation(), reader));
    System.arraycopy(counts, 0, state.counts, 0, counts.length);
    state.unweightedItems = unweighted;
    state.unweightedSum = unweightedSum;
    state.lowestRatio = lowest;
    state.highestRatio = highest;
    reader.end();
    state.checkSums(reader);
    return state;
  }

  /** Refuses sums that no items have: they must make a summary. */
  private void checkSums(StateReader reader) {
    try {
      summary(AggregateOptions.STANDARD);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw reader.malformed("sums that no " + counts[0] + " items have (" + e.getMessage() + ")");
    }
  }

  /** The summary of all items, without the figures that need the values of single items. */
  public MetricSummary summary(AggregateOptions options) {
    Map<Status, Long> items = new EnumMap<>(Status.class);
    for (int status = 0; status < counts.length; status++) {
      if (counts[status] > 0) {
        items.put(Status.of(status), counts[status]);
      }
    }
    boolean none = counts[0] == 0;
    double one = aggregation.value(none ? Double.NaN : lowestRatio);
    double other = aggregation.value(none ? Double.NaN : highestRatio);
    return new MetricSummary(
        metric,
        items,
        isUnbounded() ? highestRatio : moments.numerators().doubleValue(),
        moments.weights().doubleValue(),
        new Estimator(metric, counts[0], unweightedItems, moments, isUnbounded()).estimate(options),
        new Interval(Math.min(one, other), Math.max(one, other)),
        Collections.emptySortedMap(),
        new MetricSummary.Unweighted(unweightedItems, unweightedSum));
  }

  /** Whether an item's value is infinite; the sums leave such items out. */
  private boolean isUnbounded() {
    return aggregation == Aggregation.MEAN && highestRatio == Double.POSITIVE_INFINITY;
  }
}
