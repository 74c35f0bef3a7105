// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.compare;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.metric.Aggregation;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.run.ScoreSink;
import dev.sundog.statistics.PairedSample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scores of one side of a comparison: per item a name and a group, and per metric a numerator,
 * a weight and, for products of ratios, a second weight. A missing value is NaN. Needs 16 bytes per
 * item and metric, 24 for products, plus the names of the items.
 */
public final class ItemScores implements ScoreSink {
  /** The name of an item within its dump. */
  record Name(List<String> group, String id) {
    @Override
    public String toString() {
      return group.isEmpty() ? id : group.stream().collect(Collectors.joining(", ")) + ": " + id;
    }
  }

  /** The values of one metric. */
  private static final class Column {
    private double[] numerators = new double[1024];
    private double[] weights = new double[1024];
    private double[] secondWeights;
    private final Aggregation aggregation;

    private Column(Aggregation aggregation) {
      this.aggregation = aggregation;
      secondWeights = new double[aggregation.twoWeights() ? 1024 : 0];
    }

    private void set(int item, double numerator, double weight, double secondWeight) {
      if (item == numerators.length) {
        numerators = Arrays.copyOf(numerators, 2 * item);
        weights = Arrays.copyOf(weights, 2 * item);
        secondWeights = Arrays.copyOf(secondWeights, 2 * secondWeights.length);
      }
      numerators[item] = numerator;
      weights[item] = weight;
      if (aggregation.twoWeights()) {
        secondWeights[item] = secondWeight;
      }
    }

    private double secondWeight(int item) {
      return aggregation.twoWeights() ? secondWeights[item] : 1;
    }
  }

  private final List<String> keyNames;
  private final List<Metric> metrics;
  private final List<Column> columns;
  private final List<Name> names;

  /** No items yet. */
  public ItemScores(List<String> keyNames, List<Metric> metrics) {
    this(
        keyNames,
        metrics,
        metrics.stream().map(metric -> new Column(metric.description().aggregation())).toList(),
        new ArrayList<>());
  }

  private ItemScores(
      List<String> keyNames, List<Metric> metrics, List<Column> columns, List<Name> names) {
    this.keyNames = List.copyOf(keyNames);
    this.metrics = List.copyOf(metrics);
    this.columns = List.copyOf(columns);
    this.names = names;
  }

  /** The same items with some of the metrics, given by name. */
  public ItemScores only(List<String> wanted) {
    List<String> all = metrics.stream().map(Metric::name).toList();
    List<Integer> kept = wanted.stream().map(all::indexOf).toList();
    return new ItemScores(
        keyNames,
        kept.stream().map(metrics::get).toList(),
        kept.stream().map(columns::get).toList(),
        names);
  }

  @Override
  public Set<Metric.Input> inputs() {
    return Set.of();
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    return () -> {
      for (int item = 0; item < batch.items(); item++) {
        append(firstItem + item, batch, item, scores);
      }
    };
  }

  private void append(long number, SequenceBatch batch, int item, List<ScoreColumn> scores) {
    for (int metric = 0; metric < columns.size(); metric++) {
      ScoreColumn column = scores.get(metric);
      if (column.scored(item) || ScoreColumn.isUnweighted(column.weight(item))) {
        columns
            .get(metric)
            .set(
                names.size(),
                column.numerator(item),
                column.weight(item),
                column.secondWeight(item));
      } else {
        set(metric, Double.NaN);
      }
    }
    TokenColumn ids = batch.ids();
    String id =
        ids == null || ids.length(item) == 0
            ? Long.toString(number)
            : new String(ids.toBytes(item), StandardCharsets.UTF_8);
    end(batch.groupKeys().key(batch.group(item)), id);
  }

  /** Sets a value of the current item; NaN for a missing one. */
  void set(int metric, double value) {
    columns.get(metric).set(names.size(), value, 1, 1);
  }

  /** Ends the current item. */
  void end(List<String> group, String id) {
    names.add(new Name(group, id));
  }

  /** Names of the parts of a group's key. */
  public List<String> keyNames() {
    return keyNames;
  }

  /** The metrics. */
  public List<Metric> metrics() {
    return metrics;
  }

  int items() {
    return names.size();
  }

  Name name(int item) {
    return names.get(item);
  }

  /** Whether an item has a value, or counts in the corpus value without one. */
  boolean counts(int metric, int item) {
    return Double.isFinite(columns.get(metric).numerators[item]);
  }

  boolean scored(int metric, int item) {
    Column column = columns.get(metric);
    return !Double.isNaN(column.numerators[item])
        && !ScoreColumn.isUnweighted(column.weights[item]);
  }

  /** The value of an item; NaN if it is missing. */
  double value(int metric, int item) {
    Column column = columns.get(metric);
    if (!scored(metric, item)) {
      return Double.NaN;
    }
    return column.aggregation.value(
        column.aggregation.ratio(
            column.numerators[item], column.weights[item], column.secondWeight(item)));
  }

  /** The numerators and weights of some items. */
  PairedSample.Side side(int metric, int[] items) {
    Column column = columns.get(metric);
    return new PairedSample.Side(
        Arrays.stream(items).mapToDouble(item -> column.numerators[item]).toArray(),
        Arrays.stream(items).mapToDouble(item -> column.weights[item]).toArray(),
        Arrays.stream(items).mapToDouble(column::secondWeight).toArray());
  }
}
