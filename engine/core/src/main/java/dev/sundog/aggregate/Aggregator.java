// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.batch.GroupKeys;
import dev.sundog.batch.Limit;
import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * States of every metric for every group, of one worker. The order in which aggregators are merged
 * has no influence on the result, also for aggregators that were encoded and decoded. Not
 * thread-safe.
 *
 * <p>Bytes of {@link #encode}, little-endian: magic number {@code SDAG} and version 1 (32 bits
 * each); names of the parts of a group's key; names of the metrics; number of groups (32 bits); per
 * group its key, items and items without a prediction (64 bits each) and, per metric, the bytes of
 * its {@link MetricState}. A list is a number of entries (32 bits) and the entries; a text and a
 * state are a number of bytes (32 bits) and the bytes, texts in UTF-8.
 */
public final class Aggregator {
  private static final int MAGIC = 0x47414453;
  private static final int VERSION = 1;

  private static final class Group {
    private final MetricState[] states;
    private long items;
    private long noPrediction;

    private Group(List<Metric> metrics) {
      states = new MetricState[metrics.size()];
      for (int metric = 0; metric < states.length; metric++) {
        states[metric] = new MetricState(metrics.get(metric).description());
      }
    }

    private void merge(Group other) {
      items += other.items;
      noPrediction += other.noPrediction;
      for (int metric = 0; metric < states.length; metric++) {
        states[metric].merge(other.states[metric]);
      }
    }
  }

  private final List<Metric> metrics;
  private final List<String> keyNames;
  private final int groupLimit;
  private final TreeMap<List<String>, Group> groups = new TreeMap<>(KeyOrder.INSTANCE);
  private final List<@Nullable Group> byCode = new ArrayList<>();
  private @Nullable GroupKeys codes;

  /**
   * An empty aggregator.
   *
   * @param metrics the metrics, in the order of the columns given to {@link #add}
   * @param keyNames names of the parts of a group's key
   * @param groupLimit largest number of different groups
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
      for (int metric = 0; metric < group.states.length; metric++) {
        group.states[metric].add(scores.get(metric), from, to);
      }
      from = to;
    }
  }

  /** Adds all items of another aggregator of the same metrics and key names. */
  public void merge(Aggregator other) {
    other.groups.forEach((key, group) -> group(key).merge(group));
  }

  /**
   * The summary of all items.
   *
   * @param options the figures to compute
   * @param items the values of the same items, consumed by this call; null if the options don't
   *     {@linkplain AggregateOptions#needItems need} them
   * @param threads threads to use; they have no influence on any figure
   */
  public Summary summary(AggregateOptions options, @Nullable ItemValues items, int threads) {
    GroupedValues values = items == null ? null : items.byGroup();
    List<GroupSummary> summaries = new ArrayList<>();
    long all = 0;
    for (var entry : groups.entrySet()) {
      Group group = entry.getValue();
      all += group.items;
      List<MetricSummary> lines =
          Arrays.stream(group.states).map(state -> state.summary(options)).toList();
      GroupSummary summed =
          new GroupSummary(entry.getKey(), group.items, group.noPrediction, lines, null);
      summaries.add(values == null ? summed : values.complete(summed, threads));
    }
    return new Summary(all, keyNames, summaries, options, List.of());
  }

  /** The aggregator as bytes: see the class comment. */
  public byte[] encode() {
    StateWriter bytes = new StateWriter(MAGIC, VERSION);
    bytes.putTexts(keyNames);
    bytes.putTexts(metrics.stream().map(Metric::name).toList());
    bytes.putInt(groups.size());
    groups.forEach((key, group) -> {
      bytes.putTexts(key);
      bytes.putLong(group.items);
      bytes.putLong(group.noPrediction);
      for (MetricState state : group.states) {
        bytes.putBytes(state.encode());
      }
    });
    return bytes.toBytes();
  }

  /**
   * Adds the items of an aggregator from the bytes of {@link #encode}.
   *
   * @throws IllegalArgumentException if the bytes are of other metrics, key names or another
   *     version, or malformed; items of groups before the error may have been added
   * @throws LimitExceededException if there are too many groups
   */
  public void merge(byte[] encoded) {
    StateReader bytes = new StateReader("aggregator state", encoded, MAGIC, VERSION);
    bytes.expect("the key", keyNames, bytes.nextTexts());
    bytes.expect(
        "the list of metrics", metrics.stream().map(Metric::name).toList(), bytes.nextTexts());
    for (int left = bytes.nextSize(2 * Long.BYTES); left > 0; left--) {
      List<String> key = bytes.nextTexts();
      bytes.expect("the number of parts of a key", keyNames.size(), key.size());
      Group group = group(key);
      group.items += bytes.nextCount();
      group.noPrediction += bytes.nextCount();
      for (MetricState state : group.states) {
        state.merge(MetricState.decode(state.metric(), bytes.nextBytes()));
      }
    }
    bytes.end();
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
}
