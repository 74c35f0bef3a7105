// SPDX-License-Identifier: Apache-2.0
package dev.sundog.statistics;

/**
 * Random bits as a pure function of a key and a counter: any part of any stream can be had at any
 * time, on any thread.
 *
 * <p>Salmon, J. K. et al., "Parallel random numbers: as easy as 1, 2, 3", 2011 (the idea); Steele,
 * G. L., Lea, D. and Flood, C. H., "Fast splittable pseudorandom number generators", 2014 (the
 * mixing function, Stafford's variant 13).
 */
final class CounterBits {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private CounterBits() {}

  /** The key of one stream of a seed. */
  static long key(long seed, long stream) {
    return mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * (stream + 1));
  }

  /** 64 bits of a stream. */
  static long at(long key, long counter) {
    return mix(key + GOLDEN_GAMMA * (counter + 1));
  }

  /** A whole number from 0 to {@code bound − 1} from the low 32 bits of a word. */
  static int below(int bound, long bits) {
    return (int) (((bits & 0xFFFF_FFFFL) * bound) >>> 32);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
