// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.batch.GroupKeys;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.statistics.Bootstrap;
import dev.sundog.statistics.Calibration;
import dev.sundog.statistics.Interval;
import dev.sundog.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values of all items, group after group: a column of numerators per metric, NaN where unscored.
 */
final class GroupedValues {
  private final List<Metric> metrics;
  private final AggregateOptions options;
  private final GroupKeys keys;
  private final int[] ends;
  private final double[][] numerators;
  private final double[] @Nullable [] weights;
  private final double[] @Nullable [] secondWeights;

  GroupedValues(
      List<Metric> metrics,
      AggregateOptions options,
      GroupKeys keys,
      int[] ends,
      double[][] numerators,
      double[] @Nullable [] weights,
      double[] @Nullable [] secondWeights) {
    this.metrics = metrics;
    this.options = options;
    this.keys = keys;
    this.ends = ends;
    this.numerators = numerators;
    this.weights = weights;
    this.secondWeights = secondWeights;
  }

  /** A group's summary with the requested figures that need the values of items. */
  GroupSummary complete(GroupSummary group, int threads) {
    int code = keys.code(group.key());
    int from = code == 0 ? 0 : ends[code - 1];
    int to = ends[code];
    boolean resample = options.interval() == IntervalMethod.BOOTSTRAP;
    List<Interval> intervals =
        resample
            ? intervals(
                from,
                to,
                new Bootstrap(options.resamples(), options.confidence(), options.seed(), threads))
            : List.of();
    List<MetricSummary> complete = new ArrayList<>();
    for (int metric = 0; metric < metrics.size(); metric++) {
      MetricSummary summary = group.metrics().get(metric);
      complete.add(
          summary.with(
              resample ? intervals.get(metric) : summary.interval(),
              quantiles(metric, from, to, options.quantiles())));
    }
    return new GroupSummary(
        group.key(), group.items(), group.noPrediction(), complete, calibration(from, to));
  }

  private @Nullable GroupCalibration calibration(int from, int to) {
    CalibrationOptions asked = options.calibration();
    if (asked == null) {
      return null;
    }
    int confidence = index(asked.confidence());
    int accuracy = index(asked.accuracy());
    int[] both =
        IntStream.range(from, to)
            .filter(item ->
                !Double.isNaN(value(confidence, item)) && !Double.isNaN(value(accuracy, item)))
            .toArray();
    double[] confidences =
        Arrays.stream(both).mapToDouble(item -> Math.min(1, value(confidence, item))).toArray();
    double[] accuracies = Arrays.stream(both).mapToDouble(item -> value(accuracy, item)).toArray();
    return new GroupCalibration(
        Calibration.byWidth(confidences, accuracies, asked.bins()),
        Calibration.byMass(confidences, accuracies, asked.bins()));
  }

  private int index(String name) {
    for (int metric = 0; metric < metrics.size(); metric++) {
      if (metrics.get(metric).name().equals(name)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("metric " + name + ", for calibration, was not scored");
  }

  private SortedMap<Double, Double> quantiles(int metric, int from, int to, List<Double> shares) {
    SortedMap<Double, Double> quantiles = new TreeMap<>();
    if (!shares.isEmpty()) {
      double[] values = new double[to - from];
      Arrays.setAll(values, item -> value(metric, from + item));
      double[] found =
          Quantiles.of(values, shares.stream().mapToDouble(Double::doubleValue).toArray());
      for (int at = 0; at < found.length; at++) {
        quantiles.put(shares.get(at), found[at]);
      }
    }
    return quantiles;
  }

  private double value(int metric, int item) {
    double numerator = numerators[metric][item];
    double[] weight = weights[metric];
    if (weight == null || Double.isNaN(numerator)) {
      return numerator;
    }
    if (ScoreColumn.isUnweighted(weight[item])) {
      return Double.NaN;
    }
    double[] second = secondWeights[metric];
    Aggregation aggregation = aggregation(metric);
    return aggregation.value(
        aggregation.ratio(numerator, weight[item], second == null ? 1 : second[item]));
  }

  private Aggregation aggregation(int metric) {
    return metrics.get(metric).description().aggregation();
  }

  /**
   * Percentile intervals of all metrics over the same resamples of a group's items; undefined below
   * two items with a value.
   */
  private List<Interval> intervals(int from, int to, Bootstrap bootstrap) {
    List<double[]> columns = new ArrayList<>();
    int[][] places = new int[metrics.size()][];
    for (int metric = 0; metric < metrics.size(); metric++) {
      double[] counted = Arrays.copyOfRange(numerators[metric], from, to);
      places[metric] =
          new int[] {
            place(scored(counted), columns),
            place(zeroWhereUnscored(counted), columns),
            place(range(weights[metric], from, to), columns),
            place(range(secondWeights[metric], from, to), columns)
          };
    }
    double[][] sums = bootstrap.sums(columns.toArray(double[][]::new));
    List<Interval> intervals = new ArrayList<>();
    for (int metric = 0; metric < metrics.size(); metric++) {
      if (fewerThanTwo(metric, from, to) || unbounded(metric, from, to)) {
        intervals.add(Interval.UNDEFINED);
        continue;
      }
      int[] place = places[metric];
      double[] values = sums[place[1]];
      Aggregation aggregation = aggregation(metric);
      for (int resample = 0; resample < values.length; resample++) {
        double items = place[0] < 0 ? to - from : sums[place[0]][resample];
        double weight = place[2] < 0 ? items : sums[place[2]][resample];
        double second = place[3] < 0 ? 1 : sums[place[3]][resample];
        values[resample] =
            items == 0 || (weight == 0 && values[resample] > 0)
                ? Double.NaN
                : aggregation.value(aggregation.ratio(values[resample], weight, second));
      }
      intervals.add(bootstrap.percentile(values));
    }
    return intervals;
  }

  /** Index of a column that is added to others; -1 if it is null. */
  private static int place(double @Nullable [] column, List<double[]> columns) {
    if (column == null) {
      return -1;
    }
    columns.add(column);
    return columns.size() - 1;
  }

  private static double @Nullable [] range(double @Nullable [] column, int from, int to) {
    return column == null ? null : Arrays.copyOfRange(column, from, to);
  }

  /** 1 for every item with a value, 0 for others; null if all have one. */
  private static double @Nullable [] scored(double[] counted) {
    double[] ones = Arrays.stream(counted).map(value -> Double.isNaN(value) ? 0 : 1).toArray();
    return Arrays.stream(ones).allMatch(one -> one == 1) ? null : ones;
  }

  private static double[] zeroWhereUnscored(double[] column) {
    for (int item = 0; item < column.length; item++) {
      column[item] = Double.isNaN(column[item]) ? 0 : column[item];
    }
    return column;
  }

  private boolean unbounded(int metric, int from, int to) {
    return Arrays.stream(numerators[metric], from, to).anyMatch(Double::isInfinite);
  }

  private boolean fewerThanTwo(int metric, int from, int to) {
    return Arrays.stream(numerators[metric], from, to)
            .filter(value -> !Double.isNaN(value))
            .limit(2)
            .count()
        < 2;
  }
}
