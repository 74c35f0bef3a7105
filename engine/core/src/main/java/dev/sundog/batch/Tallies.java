// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;

/** Counts of {@link Tally} events. Not thread-safe. */
public final class Tallies {
  /** One number per event, changed in place: counting allocates nothing. */
  private final EnumMap<Tally, long[]> counts = new EnumMap<>(Tally.class);

  /** Counts of no events yet. */
  public Tallies() {
    for (Tally tally : Tally.values()) {
      counts.put(tally, new long[1]);
    }
  }

  /** Counts events. */
  public void add(Tally tally, long events) {
    of(tally)[0] += events;
  }

  /** Adds the counts of others. */
  public void merge(Tallies other) {
    counts.forEach((tally, count) -> count[0] += other.count(tally));
  }

  /** Number of events. */
  public long count(Tally tally) {
    return of(tally)[0];
  }

  private long[] of(Tally tally) {
    return requireNonNull(counts.get(tally));
  }
}
