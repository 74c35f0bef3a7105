// SPDX-License-Identifier: Apache-2.0
package dev.sundog.perf.compare;

import dev.sundog.perf.result.Benchmark;
import dev.sundog.perf.result.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark of a comparison.
 *
 * @param benchmark its identity
 * @param old its old values, null if {@code ADDED}
 * @param changed its new values, null if {@code MISSING}
 * @param change the ratio and its tests; undefined where a side is missing or has too few values
 * @param threshold smallest loss that counts: the general one, or the noise of A/A runs
 * @param verdict the verdict
 * @param remark what weakens the verdict; empty if nothing does
 */
public record Row(
    Benchmark benchmark,
    @Nullable Measurement old,
    @Nullable Measurement changed,
    Change change,
    double threshold,
    Verdict verdict,
    String remark) {
  /** The old mean in its unit; empty if there is none. */
  public String oldShown() {
    return old == null ? "" : old.shown();
  }

  /** The new mean in the unit of the old one; empty if there is none. */
  public String newShown() {
    return changed == null ? "" : (old == null ? changed : old).unit().show(changed.mean());
  }
}
