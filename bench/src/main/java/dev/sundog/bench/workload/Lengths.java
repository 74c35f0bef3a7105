// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import dev.sundog.emergence.workload.SplitMix64;

/**
 * A range of sequence lengths in tokens, and their distribution.
 *
 * @param min shortest length, in tokens, at least 1
 * @param max longest length, in tokens
 * @param spread distribution over the range
 */
public record Lengths(int min, int max, Spread spread) {
  /** A distribution over a range. */
  public enum Spread {
    /** All lengths equally likely. */
    UNIFORM,
    /** All powers of two equally likely, and all lengths between two of them. */
    LOGARITHMIC
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code min < 1} or {@code max < min}
   */
  public Lengths {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException("lengths " + min + ".." + max + ": need 1 <= min <= max");
    }
  }

  /** All lengths of a range equally likely. */
  public static Lengths uniform(int min, int max) {
    return new Lengths(min, max, Spread.UNIFORM);
  }

  /** One length only. */
  public static Lengths exactly(int length) {
    return uniform(length, length);
  }

  int draw(SplitMix64 random) {
    return switch (spread) {
      case UNIFORM -> min + random.nextInt(max - min + 1);
      case LOGARITHMIC -> drawLogarithmic(random);
    };
  }

  private int drawLogarithmic(SplitMix64 random) {
    int octaves = floorLog2(max) - floorLog2(min) + 1;
    int low = 1 << (floorLog2(min) + random.nextInt(octaves));
    int first = Math.max(min, low);
    int last = Math.min(max, 2 * low - 1);
    return first + random.nextInt(last - first + 1);
  }

  private static int floorLog2(int value) {
    return 31 - Integer.numberOfLeadingZeros(value);
  }
}
