package dev.sundog.aggregate;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Normal;
import dev.sundog.statistics.Proportion;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sufficient statistics of one metric over the items of one group. Adding items and merging
 * aggregates commute to the last bit. Not thread-safe.
 */
public final class Aggregate {
  private final Metric.Description metric;
  private final Aggregation aggregation;
  private final long[] counts = new long[Status.count()];
  private final Moments moments;
  private double lowestRatio = Double.POSITIVE_INFINITY;
  private double highestRatio = Double.NEGATIVE_INFINITY;

  /** An empty aggregate of a metric. */
  public Aggregate(Metric.Description metric) {
    this.metric = metric;
    aggregation = metric.aggregation();
    moments = new Moments(aggregation);
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
    if (!scores.scored(item)) {
      counts[scores.status(item).code()]++;
      return;
    }
    counts[0]++;
    double numerator = scores.numerator(item);
    double weight = scores.weight(item);
    double secondWeight = scores.secondWeight(item);
    double ratio = aggregation.ratio(numerator, weight, secondWeight);
    lowestRatio = Math.min(lowestRatio, ratio);
    highestRatio = Math.max(highestRatio, ratio);
    moments.add(numerator, weight, secondWeight);
  }

  /** Adds everything another aggregate has seen. */
  public void merge(Aggregate other) {
    for (int status = 0; status < counts.length; status++) {
      counts[status] += other.counts[status];
    }
    lowestRatio = Math.min(lowestRatio, other.lowestRatio);
    highestRatio = Math.max(highestRatio, other.highestRatio);
    moments.merge(other.moments);
  }

  /** The summary of everything added, without what has to be made of single items. */
  public MetricSummary summary(AggregateOptions options) {
    long scored = counts[0];
    long all = 0;
    Map<Status, Long> skipped = new EnumMap<>(Status.class);
    for (int status = 0; status < counts.length; status++) {
      all += counts[status];
      if (status > 0 && counts[status] > 0) {
        skipped.put(Status.of(status), counts[status]);
      }
    }
    BigDecimal numerators = moments.numerators();
    BigDecimal weights = moments.weights();
    double ratio =
        scored == 0
            ? Double.NaN
            : aggregation.ratio(numerators, weights, moments.secondWeights()).doubleValue();
    double error = moments.standardError(scored);
    double first = aggregation.value(scored == 0 ? Double.NaN : lowestRatio);
    double second = aggregation.value(scored == 0 ? Double.NaN : highestRatio);
    IntervalMethod method = method(options.interval(), binary(numerators, weights));
    return new MetricSummary(
        metric.name(),
        all,
        scored,
        skipped,
        numerators.doubleValue(),
        weights.doubleValue(),
        aggregation.value(ratio),
        aggregation.slope(ratio) * error,
        Math.min(first, second),
        Math.max(first, second),
        method,
        interval(method, options.confidence(), numerators, ratio, error),
        Collections.emptySortedMap());
  }

  /**
   * Whether the metric is a mean of values that are all 0 or 1, of which none other is x² = x. Such
   * values of a metric that may fall below 0, as log-probs do, are no shares.
   */
  private boolean binary(BigDecimal numerators, BigDecimal weights) {
    return aggregation == Aggregation.MEAN
        && metric.range().low() == 0
        && lowestRatio >= 0
        && highestRatio <= 1
        && weights.compareTo(BigDecimal.valueOf(counts[0])) == 0
        && numerators.compareTo(moments.numeratorSquares()) == 0;
  }

  private static IntervalMethod method(IntervalMethod asked, boolean binary) {
    return switch (asked) {
      case WILSON, CLOPPER_PEARSON -> binary ? asked : IntervalMethod.NORMAL;
      case NORMAL, BOOTSTRAP -> asked;
    };
  }

  private Interval interval(
      IntervalMethod method, double confidence, BigDecimal sum, double ratio, double error) {
    return switch (method) {
      case WILSON -> new Proportion(sum.longValueExact(), counts[0]).wilson(confidence);
      case CLOPPER_PEARSON ->
          new Proportion(sum.longValueExact(), counts[0]).clopperPearson(confidence);
      case NORMAL -> normal(ratio, Normal.quantile((1 + confidence) / 2) * error);
      case BOOTSTRAP -> Interval.UNDEFINED;
    };
  }

  private Interval normal(double ratio, double reach) {
    double one = aggregation.value(ratio - reach);
    double other = aggregation.value(ratio + reach);
    return new Interval(
        Math.max(Math.min(one, other), metric.range().low()),
        Math.min(Math.max(one, other), metric.range().high()));
  }
}
