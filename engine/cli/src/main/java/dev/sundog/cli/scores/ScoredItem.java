// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.scores;

import dev.sundog.batch.SequenceBatch;
import dev.sundog.batch.TokenColumn;
import dev.sundog.metric.ScoreColumn;
import dev.sundog.metric.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item with its scores, a view of a batch.
 *
 * @param number number of the item in the run, from 0
 * @param batch its batch
 * @param scores one column per metric
 * @param index the item within the batch
 */
record ScoredItem(long number, SequenceBatch batch, List<ScoreColumn> scores, int index) {
  /** The id of the item, or null if the dump has no ids. */
  @Nullable String id() {
    TokenColumn ids = batch.ids();
    return ids == null ? null : new String(ids.toBytes(index), StandardCharsets.UTF_8);
  }

  /** The item's group key. */
  List<String> key() {
    return batch.groupKeys().key(batch.group(index));
  }

  double value(int metric) {
    return scores.get(metric).value(index);
  }

  /** The status of a value; one beyond the range of float64 is not finite. */
  Status status(int metric) {
    Status status = scores.get(metric).status(index);
    boolean overflow = status == Status.SCORED && !Double.isFinite(value(metric));
    return overflow ? Status.SKIPPED_NON_FINITE : status;
  }
}
