// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.suite;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counters besides operations; JMH divides them by the time. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Counts {
  /** Pairs, or items with log-probs, or rows of logits. */
  public long pairs;

  /** Bytes of the columns read, in the engine's width. */
  public long bytes;
}
