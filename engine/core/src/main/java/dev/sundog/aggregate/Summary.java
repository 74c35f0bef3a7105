// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import java.util.List;

/**
 * Results of a run, the same for any number of threads, batch size and vector width.
 *
 * @param items items read
 * @param keyNames names of the parts of a group's key; empty if there are no groups
 * @param groups groups by key, numbers in order of size and before texts; without key names one
 * @param options options of the summary: intervals, quantiles
 */
public record Summary(
    long items, List<String> keyNames, List<GroupSummary> groups, AggregateOptions options) {
  /** Copies the lists. */
  public Summary {
    keyNames = List.copyOf(keyNames);
    groups = List.copyOf(groups);
  }

  /**
   * The summary of one metric over all items of a run without groups.
   *
   * @throws IllegalStateException if the run has groups
   * @throws IllegalArgumentException if the metric was not scored
   */
  public MetricSummary metric(String name) {
    if (!keyNames.isEmpty()) {
      throw new IllegalStateException("the summary is by " + keyNames + ": ask a group");
    }
    return groups.get(0).metric(name);
  }

  /** The summary as JSON text, ending in a newline; a figure that is not finite is {@code null}. */
  public String toJson() {
    return SummaryJson.write(this);
  }
}
