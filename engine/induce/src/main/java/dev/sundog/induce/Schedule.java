// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

/**
 * The training schedule of a net, with Adam (Kingma and Ba 2015).
 *
 * @param steps gradient steps
 * @param batch images or sequences per step
 * @param rate learning rate
 */
public record Schedule(int steps, int batch, float rate) {
  /** Checks that all are above 0. */
  public Schedule {
    if (steps < 1 || batch < 1 || !(rate > 0)) {
      throw new IllegalArgumentException(
          "steps (" + steps + "), batch (" + batch + ") and rate (" + rate + ") must be above 0");
    }
  }
}
