// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.metric.Metric;
import dev.sundog.metric.ScoreColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Receives the per-item scores of a run. */
@FunctionalInterface
public interface ScoreSink {
  /** A sink that discards all scores. */
  ScoreSink NONE =
      new ScoreSink() {
        @Override
        public Set<Metric.Input> inputs() {
          return Set.of();
        }

        @Override
        public Runnable prepare(
            long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores) {
          return () -> {};
        }
      };

  /** Parts of the items that the sink reads, besides ids and groups; all of them by default. */
  default Set<Metric.Input> inputs() {
    return EnumSet.allOf(Metric.Input.class);
  }

  /**
   * Formats the output of one batch. Called on several worker threads at a time; batch and scores
   * are valid until the returned action has run.
   *
   * @param firstItem number of the batch's first item in the run, from 0
   * @param batch the items
   * @param metrics the metrics, in the order of the scores
   * @param scores one column per metric
   * @return writes the output; actions run one at a time, in the order of the input
   */
  Runnable prepare(
      long firstItem, SequenceBatch batch, List<Metric> metrics, List<ScoreColumn> scores);
}
