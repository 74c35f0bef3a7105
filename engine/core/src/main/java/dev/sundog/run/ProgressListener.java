// SPDX-License-Identifier: Apache-2.0
package dev.sundog.run;

/** Receives the progress of a run. */
@FunctionalInterface
public interface ProgressListener {
  /** A listener that does nothing. */
  ProgressListener NONE = (items, share) -> {};

  /**
   * Called after each batch, by one worker at a time.
   *
   * @param items items scored so far
   * @param share share of the input taken so far, 0 to 1, or NaN if the size is not known
   */
  void scored(long items, double share);
}
