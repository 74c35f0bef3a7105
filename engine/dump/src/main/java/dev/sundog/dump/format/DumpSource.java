// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.format;

import dev.sundog.batch.Message;
import dev.sundog.metric.Metric;
import dev.sundog.run.BatchSource;
import java.util.List;
import java.util.Optional;

/** Batches of a dump, with what was found out when it was opened. */
public interface DumpSource extends BatchSource {
  /** The format of the dump. */
  DumpFormat format();

  /** Notes for the user about how the dump is read, one line each. */
  default List<Message> notes() {
    return List.of();
  }

  /** What was found while the dump was read, one line each; to be called after the last batch. */
  default List<Message> findings() {
    return List.of();
  }

  /**
   * The metrics that fit the dump: those that its tool computed, or those of choices or of
   * log-probs without references, for which the first record is read; empty if nothing suggests
   * any. To be called before the first batch is taken.
   */
  default List<Metric> metrics() {
    return List.of();
  }

  /** Metrics of ours whose values the dump holds as well, as its tool computed them. */
  default List<RecordedMetric> recorded() {
    return List.of();
  }

  /** Why the dump may have no items, and what to change; empty if it always has some. */
  default Optional<Message> reasonForNoItems() {
    return Optional.empty();
  }
}
