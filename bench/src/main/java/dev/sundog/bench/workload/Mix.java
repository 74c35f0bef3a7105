// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

/**
 * Shares of the classes of pairs, in percent; the rest are unrelated pairs.
 *
 * @param identicalPercent share of pairs whose prediction is the reference
 * @param nearPercent share of pairs whose prediction is the reference after some edits
 */
public record Mix(int identicalPercent, int nearPercent) {
  /** A quarter identical, a half near, a quarter unrelated. */
  public static final Mix STANDARD = new Mix(25, 50);

  /** Identical pairs only. */
  public static final Mix IDENTICAL = new Mix(100, 0);

  /** Near pairs only. */
  public static final Mix NEAR = new Mix(0, 100);

  /** Unrelated pairs only: the prediction's length and tokens do not depend on the reference. */
  public static final Mix UNRELATED = new Mix(0, 0);

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException if a share is negative or the sum is above 100
   */
  public Mix {
    if (identicalPercent < 0 || nearPercent < 0 || identicalPercent + nearPercent > 100) {
      throw new IllegalArgumentException(
          "shares of " + identicalPercent + " % and " + nearPercent + " % are not a mix");
    }
  }
}
