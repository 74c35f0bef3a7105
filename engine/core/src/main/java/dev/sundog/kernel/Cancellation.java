// SPDX-License-Identifier: Apache-2.0
package dev.sundog.kernel;

import java.util.concurrent.CancellationException;

/** Ends a kernel inside a long pair when its thread is interrupted. */
final class Cancellation {
  /** Steps between two checks of loops whose step takes less than a microsecond. */
  private static final int STEPS = 1 << 14;

  private Cancellation() {}

  /** Checks at every {@value #STEPS}th step. */
  static void check(int step) {
    if ((step & (STEPS - 1)) == 0) {
      check();
    }
  }

  /**
   * Checks now: for loops whose step takes longer.
   *
   * @throws CancellationException if the thread was interrupted; its flag stays
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the run was stopped inside a pair");
    }
  }
}
