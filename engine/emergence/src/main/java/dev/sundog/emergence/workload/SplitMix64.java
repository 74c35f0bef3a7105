// SPDX-License-Identifier: Apache-2.0
package dev.sundog.emergence.workload;

/**
 * A seeded generator of random bits with the same output on every JDK.
 *
 * <p>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), with
 * Stafford's variant 13 as the mixing function.
 */
public final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT_IN_53_BITS = 0x1.0p-53;

  private long state;

  /** A generator; its output depends only on the seed. */
  public SplitMix64(long seed) {
    state = seed;
  }

  /**
   * Starts the stream of one element of a seeded series. What was drawn before has no effect.
   *
   * @param seed seed of the series
   * @param index index of the element
   */
  public void restart(long seed, long index) {
    state = mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * index);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * A random integer from 0 to {@code bound − 1}, with a bias below {@code bound / 2³²}.
   *
   * @param bound number of outcomes, at least 1
   */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** A random number in [0, 1), a multiple of 2⁻⁵³. */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT_IN_53_BITS;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
