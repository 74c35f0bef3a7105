package dev.sundog.aggregate;

import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of every metric for every group, of one worker. Workers' aggregators are merged by
 * key; in what order makes no difference. Not thread-safe.
 */
public final class Aggregator {
  /** Keys part by part: two numbers by size, a number before a text, two texts by code unit. */
  private static final Comparator<List<String>> BY_KEY =
      (a, b) -> {
        for (int part = 0; part < a.size(); part++) {
          int order = compareParts(a.get(part), b.get(part));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private static final class Group {
    private final Aggregate[] aggregates;
    private long items;
    private long noPrediction;

    private Group(List<Metric> metrics) {
      aggregates = new Aggregate[metrics.size()];
      for (int metric = 0; metric < aggregates.length; metric++) {
        aggregates[metric] = new Aggregate(metrics.get(metric).description());
      }
    }

    private void merge(Group other) {
      items += other.items;
      noPrediction += other.noPrediction;
      for (int metric = 0; metric < aggregates.length; metric++) {
        aggregates[metric].merge(other.aggregates[metric]);
      }
    }
  }

  private final List<Metric> metrics;
  private final List<String> keyNames;
  private final int groupLimit;
  private final TreeMap<List<String>, Group> groups = new TreeMap<>(BY_KEY);
  private final List<@Nullable Group> byCode = new ArrayList<>();
  private @Nullable GroupKeys codes;

  /**
   * An empty aggregator.
   *
   * @param metrics the metrics, in the order of the columns given to {@link #add}
   * @param keyNames names of the parts of a group's key
   * @param groupLimit different groups beyond which the run is refused
   */
  public Aggregator(List<Metric> metrics, List<String> keyNames, int groupLimit) {
    this.metrics = metrics;
    this.keyNames = keyNames;
    this.groupLimit = groupLimit;
    if (keyNames.isEmpty()) {
      group(List.of());
    }
  }

  /** Adds a batch: one column of scores per metric. */
  public void add(SequenceBatch batch, List<ScoreColumn> scores) {
    if (codes != batch.groupKeys()) {
      codes = batch.groupKeys();
      byCode.clear();
    }
    int items = batch.items();
    for (int from = 0; from < items; ) {
      int to = batch.groupEnd(from);
      Group group = groupOf(batch.group(from), batch.groupKeys());
      group.items += to - from;
      group.noPrediction += batch.missingPredictions(from, to);
      for (int metric = 0; metric < group.aggregates.length; metric++) {
        group.aggregates[metric].add(scores.get(metric), from, to);
      }
      from = to;
    }
  }

  /** Adds everything another worker has seen. */
  public void merge(Aggregator other) {
    other.groups.forEach((key, group) -> group(key).merge(group));
  }

  /**
   * The summary of everything added.
   *
   * @param options what to tell
   * @param items the values of the same items, used up by this; null if the options don't
   *     {@linkplain AggregateOptions#needItems need} them
   * @param threads threads to use; no figure depends on it
   */
  public Summary summary(AggregateOptions options, @Nullable ItemValues items, int threads) {
    GroupedValues values = items == null ? null : items.byGroup();
    List<GroupSummary> summaries = new ArrayList<>();
    long all = 0;
    for (var entry : groups.entrySet()) {
      Group group = entry.getValue();
      all += group.items;
      List<MetricSummary> lines =
          Arrays.stream(group.aggregates).map(aggregate -> aggregate.summary(options)).toList();
      GroupSummary summed =
          new GroupSummary(entry.getKey(), group.items, group.noPrediction, lines, null);
      summaries.add(values == null ? summed : values.complete(summed, threads));
    }
    return new Summary(all, keyNames, summaries, options);
  }

  private Group groupOf(int code, GroupKeys keys) {
    while (byCode.size() <= code) {
      byCode.add(null);
    }
    Group group = byCode.get(code);
    if (group == null) {
      group = group(keys.key(code));
      byCode.set(code, group);
    }
    return group;
  }

  private Group group(List<String> key) {
    Group known = groups.get(key);
    if (known != null) {
      return known;
    }
    if (groups.size() == groupLimit) {
      throw new LimitExceededException(
          "groups", 0, -1, Limit.GROUPS, "more than " + groupLimit + " different groups");
    }
    Group created = new Group(metrics);
    groups.put(key, created);
    return created;
  }

  private static int compareParts(String a, String b) {
    double x = number(a);
    double y = number(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      int kinds = Boolean.compare(Double.isNaN(x), Double.isNaN(y));
      return kinds != 0 ? kinds : a.compareTo(b);
    }
    int order = Double.compare(x, y);
    return order != 0 ? order : a.compareTo(b);
  }

  private static double number(String text) {
    if (text.isEmpty() || !(Character.isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
      return Double.NaN;
    }
    try {
      return Numbers.parse(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
