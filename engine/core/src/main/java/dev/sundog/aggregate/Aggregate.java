package dev.sundog.aggregate;

import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import dev.sundog.statistics.ExactSum;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Normal;
import dev.sundog.statistics.Proportion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sufficient statistics of one metric over the items of one group. Adding items and merging
 * aggregates commute to the last bit. Not thread-safe.
 */
public final class Aggregate {
  /** Whole numbers up to here take a path of 64-bit sums; squares of 2^22 of them fit. */
  private static final int SMALL = 1 << 20;

  private static final int SMALL_ITEMS = 1 << 22;

  /** Squares of so many small numbers fit 63 bits. */
  private static final int ITEMS_AT_ONCE = 1 << 20;

  private static final MathContext PRECISE = new MathContext(40);

  private final Metric.Description metric;
  private final Aggregation aggregation;
  private final long[] counts = new long[Status.count()];
  private double lowestRatio = Double.POSITIVE_INFINITY;
  private double highestRatio = Double.NEGATIVE_INFINITY;

  /* Sums over items whose numerator and weight are small whole numbers. */
  private int smallItems;
  private long smallNumerators;
  private long smallWeights;
  private long smallNumeratorSquares;
  private long smallProducts;
  private long smallWeightSquares;

  /** Sums over all other items, and over what the small sums held when they were full. */
  private @Nullable Sums sums;

  /** Exact first and second moments of numerators and weights. */
  private static final class Sums {
    private final ExactSum numerators = new ExactSum();
    private final ExactSum weights = new ExactSum();
    private final ExactSum numeratorSquares = new ExactSum();
    private final ExactSum products = new ExactSum();
    private final ExactSum weightSquares = new ExactSum();

    private void add(Sums other) {
      numerators.add(other.numerators);
      weights.add(other.weights);
      numeratorSquares.add(other.numeratorSquares);
      products.add(other.products);
      weightSquares.add(other.weightSquares);
    }
  }

  /** An empty aggregate of a metric. */
  public Aggregate(Metric.Description metric) {
    this.metric = metric;
    aggregation = metric.aggregation();
  }

  /** Adds items {@code from} to {@code to − 1} of a batch. */
  public void add(ScoreColumn scores, int from, int to) {
    int[] whole = scores.counts();
    for (int begin = from; begin < to; begin += ITEMS_AT_ONCE) {
      int end = Math.min(to, begin + ITEMS_AT_ONCE);
      if (whole == null || !addWhole(whole, begin, end)) {
        for (int item = begin; item < end; item++) {
          add(scores, item);
        }
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
    if (lowest < -SMALL || highest > SMALL) {
      return false;
    }
    int items = to - from;
    reserveSmall(items);
    counts[0] += items;
    smallItems += items;
    smallNumerators += sum;
    smallWeights += items;
    smallNumeratorSquares += squares;
    smallProducts += sum;
    smallWeightSquares += items;
    lowestRatio = Math.min(lowestRatio, lowest);
    highestRatio = Math.max(highestRatio, highest);
    return true;
  }

  private void add(ScoreColumn scores, int item) {
    if (!scores.scored(item)) {
      counts[scores.status(item).code()]++;
      return;
    }
    counts[0]++;
    double numerator = scores.numerator(item);
    double weight = scores.weight(item);
    double ratio = numerator / weight;
    lowestRatio = Math.min(lowestRatio, ratio);
    highestRatio = Math.max(highestRatio, ratio);
    long wholeNumerator = (long) numerator;
    long wholeWeight = (long) weight;
    if (wholeNumerator == numerator
        && wholeWeight == weight
        && Math.abs(numerator) <= SMALL
        && weight <= SMALL) {
      addSmall(wholeNumerator, wholeWeight);
    } else {
      addExact(numerator, weight);
    }
  }

  private void addSmall(long numerator, long weight) {
    reserveSmall(1);
    smallItems++;
    smallNumerators += numerator;
    smallWeights += weight;
    smallNumeratorSquares += numerator * numerator;
    smallProducts += numerator * weight;
    smallWeightSquares += weight * weight;
  }

  private void reserveSmall(int items) {
    if (smallItems > SMALL_ITEMS - items) {
      flush(sums());
    }
  }

  private void addExact(double numerator, double weight) {
    Sums exact = sums();
    exact.numerators.add(numerator);
    exact.weights.add(weight);
    exact.numeratorSquares.addProduct(numerator, numerator);
    exact.products.addProduct(numerator, weight);
    exact.weightSquares.addProduct(weight, weight);
  }

  /** Adds everything another aggregate has seen. */
  public void merge(Aggregate other) {
    for (int status = 0; status < counts.length; status++) {
      counts[status] += other.counts[status];
    }
    lowestRatio = Math.min(lowestRatio, other.lowestRatio);
    highestRatio = Math.max(highestRatio, other.highestRatio);
    other.flush(sums());
    if (other.sums != null) {
      sums().add(other.sums);
    }
  }

  /** The summary of everything added, without what has to be made of single items. */
  public MetricSummary summary(AggregateOptions options) {
    Sums exact = sums();
    flush(exact);
    long scored = counts[0];
    long all = 0;
    Map<Status, Long> skipped = new EnumMap<>(Status.class);
    for (int status = 0; status < counts.length; status++) {
      all += counts[status];
      if (status > 0 && counts[status] > 0) {
        skipped.put(Status.of(status), counts[status]);
      }
    }
    BigDecimal numerators = exact.numerators.value();
    BigDecimal weights = exact.weights.value();
    double ratio =
        weights.signum() == 0 ? Double.NaN : numerators.divide(weights, PRECISE).doubleValue();
    double error = ratioStandardError(exact, numerators, weights, scored);
    double first = aggregation.value(scored == 0 ? Double.NaN : lowestRatio);
    double second = aggregation.value(scored == 0 ? Double.NaN : highestRatio);
    IntervalMethod method = method(options.interval(), binary(exact, numerators, weights));
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

  /** Whether the metric is a mean of values that are all 0 or 1: of none other is x² = x. */
  private boolean binary(Sums exact, BigDecimal numerators, BigDecimal weights) {
    return aggregation == Aggregation.MEAN
        && lowestRatio >= 0
        && highestRatio <= 1
        && weights.compareTo(BigDecimal.valueOf(counts[0])) == 0
        && numerators.compareTo(exact.numeratorSquares.value()) == 0;
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
        Math.max(Math.min(one, other), metric.low()),
        Math.min(Math.max(one, other), metric.high()));
  }

  /**
   * Standard error of Σ numerator / Σ weight by the delta method with n − 1 in the denominator: for
   * weights of 1 the standard error of the mean. With S, W the sums and A, B, C the sums of squares
   * and products it is sqrt(n / (n − 1) · (A·W² − 2·S·W·B + S²·C)) / W².
   */
  private static double ratioStandardError(
      Sums sums, BigDecimal numerators, BigDecimal weights, long items) {
    if (items < 2) {
      return Double.NaN;
    }
    BigDecimal squares = sums.numeratorSquares.value().multiply(weights).multiply(weights);
    BigDecimal mixed =
        sums.products.value().multiply(numerators).multiply(weights).multiply(BigDecimal.TWO);
    BigDecimal weighted = sums.weightSquares.value().multiply(numerators).multiply(numerators);
    BigDecimal residual = squares.subtract(mixed).add(weighted).max(BigDecimal.ZERO);
    return residual
        .multiply(BigDecimal.valueOf(items))
        .divide(BigDecimal.valueOf(items - 1), PRECISE)
        .sqrt(PRECISE)
        .divide(weights.multiply(weights), PRECISE)
        .doubleValue();
  }

  private Sums sums() {
    if (sums == null) {
      sums = new Sums();
    }
    return sums;
  }

  private void flush(Sums target) {
    target.numerators.add(smallNumerators);
    target.weights.add(smallWeights);
    target.numeratorSquares.add(smallNumeratorSquares);
    target.products.add(smallProducts);
    target.weightSquares.add(smallWeightSquares);
    smallItems = 0;
    smallNumerators = 0;
    smallWeights = 0;
    smallNumeratorSquares = 0;
    smallProducts = 0;
    smallWeightSquares = 0;
  }
}
