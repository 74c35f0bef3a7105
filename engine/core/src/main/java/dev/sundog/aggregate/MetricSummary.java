package dev.sundog.aggregate;

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
 * @param name the metric
 * @param n items of the group
 * @param scored items that have a value; all figures below are over these
 * @param skipped items without a value, by reason; reasons without items are absent
 * @param sum Σ numerators: for a plain mean the sum of the values, correctly rounded
 * @param weight Σ weights: for a plain mean the number of scored items, for a product of ratios the
 *     first of its two weights
 * @param mean the corpus value, {@code sum / weight} (perplexity: its exponential) or the product;
 *     NaN if nothing was scored
 * @param stderr standard error of {@code mean} from the sample variance (n − 1); NaN below two
 *     items
 * @param min smallest item value; NaN if nothing was scored
 * @param max largest item value; NaN if nothing was scored
 * @param method how the interval was made
 * @param interval interval of {@code mean}; undefined if nothing was scored, and for other methods
 *     than those for shares below two items
 * @param quantiles quantiles of the item values by share, type 7; those that were asked for
 */
public record MetricSummary(
    String name,
    long n,
    long scored,
    Map<Status, Long> skipped,
    double sum,
    double weight,
    double mean,
    double stderr,
    double min,
    double max,
    IntervalMethod method,
    Interval interval,
    SortedMap<Double, Double> quantiles) {
  /** Copies the maps, keeping the order of the statuses. */
  public MetricSummary {
    Map<Status, Long> ordered = new EnumMap<>(Status.class);
    ordered.putAll(skipped);
    skipped = Collections.unmodifiableMap(ordered);
    quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
  }

  /** The same with what is made of the values of single items. */
  MetricSummary with(Interval interval, SortedMap<Double, Double> quantiles) {
    return new MetricSummary(
        name, n, scored, skipped, sum, weight, mean, stderr, min, max, method, interval, quantiles);
  }
}
