// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Results of a run, the same for any number of threads, batch size and vector width.
 *
 * @param items items read
 * @param keyNames names of the parts of a group's key; empty if there are no groups
 * @param groups groups by key, numbers in order of size and before texts; without key names one
 * @param options options of the summary: intervals, quantiles
 * @param remarks facts that change what the figures mean; none for most runs
 */
public record Summary(
    long items,
    List<String> keyNames,
    List<GroupSummary> groups,
    AggregateOptions options,
    List<Remark> remarks) {
  /** Copies the lists. */
  public Summary {
    keyNames = List.copyOf(keyNames);
    groups = List.copyOf(groups);
    remarks = List.copyOf(remarks);
  }

  /** The same with more remarks. */
  public Summary withRemarks(List<Remark> more) {
    List<Remark> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new Summary(items, keyNames, groups, options, all);
  }

  /** The same results of some groups, in their order; the number of items stays. */
  public Summary withGroups(List<GroupSummary> some) {
    return new Summary(items, keyNames, some, options, remarks);
  }

  /** The same without some metrics. */
  public Summary withoutMetrics(Set<String> names) {
    return new Summary(
        items,
        keyNames,
        groups.stream().map(group -> group.withoutMetrics(names)).toList(),
        options,
        remarks);
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
