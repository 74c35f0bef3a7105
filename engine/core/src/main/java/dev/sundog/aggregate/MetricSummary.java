// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.metric.Metric;
import dev.sundog.metric.Status;
import dev.sundog.statistics.Interval;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One metric over one group.
 *
 * @param metric the metric's description
 * @param items number of items by status; statuses without items are absent. All figures below are
 *     over the scored items
 * @param sum Σ numerators: for a plain mean the sum of the values, correctly rounded
 * @param weight Σ weights: for a plain mean the number of scored items, for a product of ratios the
 *     first of its two weights
 * @param estimate the corpus value and its uncertainty
 * @param range smallest and largest item value; NaN if nothing was scored
 * @param quantiles the requested quantiles of the item values by share, type 7
 * @param unweighted items that have no value but count in the corpus value
 */
public record MetricSummary(
    Metric.Description metric,
    Map<Status, Long> items,
    double sum,
    double weight,
    Estimate estimate,
    Interval range,
    SortedMap<Double, Double> quantiles,
    Unweighted unweighted) {
  /**
   * Items that are skipped as empty but whose numerators are in the sum: the edits of items with an
   * empty reference.
   *
   * @param items their number
   * @param sum of their numerators
   */
  public record Unweighted(long items, double sum) {}

  /**
   * A corpus value with its uncertainty.
   *
   * @param mean the corpus value: {@code sum / weight} (perplexity: its exponential) or the
   *     product; infinite if an item's value is; NaN if nothing was scored
   * @param stderr standard error of {@code mean} from the sample variance (n − 1); NaN below two
   *     items, and of an infinite mean
   * @param method method of the interval
   * @param interval interval of {@code mean}; undefined if nothing was scored, of an infinite mean,
   *     and below two items except for methods for shares
   */
  public record Estimate(double mean, double stderr, IntervalMethod method, Interval interval) {}

  /** Copies the maps, in the order of statuses and shares. */
  public MetricSummary {
    Map<Status, Long> ordered = new EnumMap<>(Status.class);
    ordered.putAll(items);
    items = Collections.unmodifiableMap(ordered);
    quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
  }

  /** The metric's name. */
  public String name() {
    return metric.name();
  }

  /** Items of the group. */
  public long n() {
    return items.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Items that have a value. */
  public long scored() {
    return items.getOrDefault(Status.SCORED, 0L);
  }

  /** Items without a value, by reason; reasons without items are absent. */
  public Map<Status, Long> skipped() {
    Map<Status, Long> skipped = new EnumMap<>(Status.class);
    skipped.putAll(items);
    skipped.remove(Status.SCORED);
    return skipped;
  }

  /** {@link Estimate#mean}. */
  public double mean() {
    return estimate.mean();
  }

  /** {@link Estimate#stderr}. */
  public double stderr() {
    return estimate.stderr();
  }

  /** {@link Estimate#method}. */
  public IntervalMethod method() {
    return estimate.method();
  }

  /** {@link Estimate#interval}. */
  public Interval interval() {
    return estimate.interval();
  }

  /** Smallest item value; NaN if nothing was scored. */
  public double min() {
    return range.low();
  }

  /** Largest item value; NaN if nothing was scored. */
  public double max() {
    return range.high();
  }

  /** The same summary with figures that need the values of single items. */
  MetricSummary with(Interval interval, SortedMap<Double, Double> quantiles) {
    return new MetricSummary(
        metric,
        items,
        sum,
        weight,
        new Estimate(mean(), stderr(), method(), interval),
        range,
        quantiles,
        unweighted);
  }
}
