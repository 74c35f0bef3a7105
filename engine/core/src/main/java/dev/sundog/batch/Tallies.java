// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

/** Counts of {@link Tally} events. Not thread-safe. */
public final class Tallies {
  private final long[] counts = new long[Tally.count()];

  /** Counts events. */
  public void add(Tally tally, long events) {
    counts[tally.ordinal()] += events;
  }

  /** Adds the counts of others. */
  public void merge(Tallies other) {
    for (int tally = 0; tally < counts.length; tally++) {
      counts[tally] += other.counts[tally];
    }
  }

  /** Number of events. */
  public long count(Tally tally) {
    return counts[tally.ordinal()];
  }
}
