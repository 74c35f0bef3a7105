// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import dev.sundog.aggregate.Remark;
import dev.sundog.batch.SequenceBatch;
import dev.sundog.cli.text.Figures;
import dev.sundog.dump.format.RecordedMetric;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.run.ScoreSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares our metrics with the values that a tool recorded for the same items, as they are scored.
 * Items that either side leaves unscored are not compared.
 */
public final class Agreement implements ScoreSink {
  /** Relative difference of values that are the same up to the rounding of the tool's figures. */
  private static final double ROUNDING = 1e-6;

  private final ScoreSink next;
  private final List<Pair> pairs;

  /** Two columns, and the items in which they differ. */
  private static final class Pair {
    private final RecordedMetric metric;
    private final int ours;
    private final int recorded;
    private long compared;
    private long differing;
    private String first = "";

    Pair(RecordedMetric metric, int ours, int recorded) {
      this.metric = metric;
      this.ours = ours;
      this.recorded = recorded;
    }

    void add(long compared, long differing, @Nullable String first) {
      if (this.differing == 0 && first != null) {
        this.first = first;
      }
      this.compared += compared;
      this.differing += differing;
    }
  }

  /**
   * A sink that passes everything on.
   *
   * @param next receives the same scores
   * @param metrics the metrics of the run, in their order
   * @param recorded metrics to compare; those of which one side is not scored are ignored
   */
  public Agreement(ScoreSink next, List<Metric> metrics, List<RecordedMetric> recorded) {
    this.next = next;
    List<String> names = metrics.stream().map(Metric::name).toList();
    pairs = new ArrayList<>();
    for (RecordedMetric metric : recorded) {
      int ours = names.indexOf(metric.ours());
      int theirs = names.indexOf(metric.recorded());
      if (ours >= 0 && theirs >= 0) {
        pairs.add(new Pair(metric, ours, theirs));
      }
    }
  }

  @Override
  public Set<Metric.Input> inputs() {
    return next.inputs();
  }

  @Override
  public Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
    List<Runnable> actions = new ArrayList<>();
    for (Pair pair : pairs) {
      actions.add(compare(pair, firstItem, batch, scores));
    }
    actions.add(next.prepare(firstItem, batch, metrics, scores));
    return () -> actions.forEach(Runnable::run);
  }

  private static Runnable compare(
      Pair pair, long firstItem, SequenceBatch batch, List<ScoreColumn> scores) {
    ScoreColumn ours = scores.get(pair.ours);
    ScoreColumn recorded = scores.get(pair.recorded);
    long compared = 0;
    long differing = 0;
    String first = null;
    for (int item = 0; item < batch.items(); item++) {
      if (ours.scored(item) && recorded.scored(item)) {
        compared++;
        if (!same(ours.value(item), recorded.value(item))) {
          differing++;
          first = first == null ? describe(firstItem, batch, item, ours, recorded) : first;
        }
      }
    }
    long all = compared;
    long different = differing;
    String example = first;
    return () -> pair.add(all, different, example);
  }

  private static String describe(
      long firstItem, SequenceBatch batch, int item, ScoreColumn ours, ScoreColumn recorded) {
    String id = new ScoredItem(firstItem + item, batch, List.of(), item).id();
    return (id == null || id.isEmpty() ? Long.toString(firstItem + item) : id)
        + " ("
        + Figures.value(ours.value(item))
        + ", recorded "
        + Figures.value(recorded.value(item))
        + ")";
  }

  private static boolean same(double one, double other) {
    return one == other
        || Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
  }

  /** Names of our metrics that differ from the recorded values of any item. */
  public Set<String> differing() {
    return pairs.stream()
        .filter(pair -> pair.differing > 0)
        .map(pair -> pair.metric.ours())
        .collect(Collectors.toSet());
  }

  /**
   * What is to be said about the metrics that differ.
   *
   * @param leftOut whether they are left out of the results
   */
  public List<Remark> remarks(boolean leftOut) {
    return pairs.stream()
        .filter(pair -> pair.differing > 0)
        .map(pair -> new Remark("differs_from_recorded", pair.differing, text(pair, leftOut)))
        .toList();
  }

  private static String text(Pair pair, boolean leftOut) {
    return pair.metric.ours()
        + " differs from "
        + pair.metric.recorded()
        + " in "
        + pair.differing
        + " of "
        + pair.compared
        + " items, first in item "
        + pair.first
        + ". Likely reason: "
        + pair.metric.reason()
        + (leftOut ? ". It is left out; choose it with --metrics" : "");
  }
}
