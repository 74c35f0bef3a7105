// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Operations on eight bytes in a long, the first byte lowest (SIMD within a register; Warren 2012,
 * "Hacker's Delight", chapter 6). A mask has the highest bit of each marked byte set. Only its
 * lowest mark is exact: bits above it may be wrong.
 */
public final class Swar {
  /** The highest bit of every byte. */
  public static final long HIGH_BITS = 0x8080808080808080L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  private Swar() {}

  /** Loads eight bytes, all within the array. */
  public static long load(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** An ASCII character in all eight bytes. */
  public static long each(char c) {
    return c * ONES;
  }

  /** Marks bytes equal to those of {@link #each}. */
  public static long equal(long word, long each) {
    long different = word ^ each;
    return (different - ONES) & ~different & HIGH_BITS;
  }

  /** Marks bytes below those of {@link #each}, and bytes that are not ASCII. */
  public static long belowOrNotAscii(long word, long each) {
    return ((word - each) | word) & HIGH_BITS;
  }

  /** Index of the lowest marked byte; 8 if there is none. */
  public static int first(long mask) {
    return Long.numberOfTrailingZeros(mask) >>> 3;
  }
}
