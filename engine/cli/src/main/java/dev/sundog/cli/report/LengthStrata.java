// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.report;

import dev.sundog.aggregate.AggregateOptions;
import dev.sundog.aggregate.IntervalMethod;
import dev.sundog.aggregate.MetricState;
import dev.sundog.aggregate.MetricSummary;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.run.ScoreSink;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Metrics by target length over all groups, collected during scoring, in strata of 0, 1, 2, 3 to 4,
 * 5 to 8, … tokens. Items without a target are left out; with several targets the first one counts.
 * The results do not depend on batches or threads.
 */
public final class LengthStrata implements ScoreSink {
  private final ScoreSink other;
  private final AggregateOptions options;
  private final SortedMap<Integer, List<MetricState>> strata = new TreeMap<>();
  private Set<String> leftOut = Set.of();

  /**
   * Empty strata.
   *
   * @param other another sink for the same scores
   * @param options method of the intervals; {@link IntervalMethod#WILSON} replaces the bootstrap,
   *     which would keep items
   */
  public LengthStrata(ScoreSink other, AggregateOptions options) {
    this.other = other;
    this.options =
        new AggregateOptions(
            options.interval() == IntervalMethod.BOOTSTRAP
                ? IntervalMethod.WILSON
                : options.interval(),
            options.confidence(),
            options.resamples(),
            options.seed(),
            List.of(),
            null);
  }

  /** Leaves metrics out of the summaries. */
  public void leaveOut(Set<String> names) {
    leftOut = Set.copyOf(names);
  }

  @Override
  public Set<Metric.Input> inputs() {
    Set<Metric.Input> inputs = EnumSet.of(Metric.Input.TOKENS);
    inputs.addAll(other.inputs());
    return inputs;
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    SortedMap<Integer, List<MetricState>> own = new TreeMap<>();
    for (int item = 0; item < batch.items(); ) {
      int most = most(batch, item);
      int from = item++;
      while (item < batch.items() && most(batch, item) == most) {
        item++;
      }
      if (most >= 0) {
        List<MetricState> stratum = stratum(own, most, metrics);
        for (int metric = 0; metric < metrics.size(); metric++) {
          stratum.get(metric).add(scores.get(metric), from, item);
        }
      }
    }
    Runnable write = other.prepare(firstItem, batch, metrics, scores);
    return () -> {
      own.forEach((most, stratum) -> {
        List<MetricState> all = stratum(strata, most, metrics);
        for (int metric = 0; metric < metrics.size(); metric++) {
          all.get(metric).merge(stratum.get(metric));
        }
      });
      write.run();
    };
  }

  /** The largest length of an item's stratum; −1 if it has no target. */
  private static int most(SequenceBatch batch, int item) {
    if (!batch.hasReference(item)) {
      return -1;
    }
    int length = batch.references().length(batch.pairStart(item));
    return length <= 1
        ? length
        : (int) Math.min(Integer.MAX_VALUE, 2L * Integer.highestOneBit(length - 1));
  }

  private static List<MetricState> stratum(
      SortedMap<Integer, List<MetricState>> strata, int most, List<Metric> metrics) {
    return strata.computeIfAbsent(
        most,
        unknown -> metrics.stream().map(metric -> new MetricState(metric.description())).toList());
  }

  /** One summary per metric, by the largest length of a stratum in tokens. */
  SortedMap<Integer, List<MetricSummary>> summaries() {
    SortedMap<Integer, List<MetricSummary>> summaries = new TreeMap<>();
    strata.forEach((most, stratum) ->
        summaries.put(
            most,
            stratum.stream()
                .map(aggregate -> aggregate.summary(options))
                .filter(metric -> !leftOut.contains(metric.name()))
                .toList()));
    return summaries;
  }
}
