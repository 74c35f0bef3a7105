package dev.sundog.dump.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text looked at together, the first in the lowest byte of a long (SIMD within a
 * register; Warren 2012, "Hacker's Delight", chapter 6). A mask has the highest bit of a byte set
 * where the byte is marked; bits of bytes above the lowest marked one may be set in error.
 */
public final class Swar {
  /** The highest bit of every byte. */
  public static final long HIGH_BITS = 0x8080808080808080L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  private Swar() {}

  /** Eight bytes from an index on, all within the array. */
  public static long load(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Eight times a byte of ASCII. */
  public static long each(char c) {
    return c * ONES;
  }

  /** Marks bytes that are equal to those of {@link #each}. */
  public static long equal(long word, long each) {
    long different = word ^ each;
    return (different - ONES) & ~different & HIGH_BITS;
  }

  /** Marks bytes that are below those of {@link #each}, and all that are no ASCII. */
  public static long belowOrNotAscii(long word, long each) {
    return ((word - each) | word) & HIGH_BITS;
  }

  /** Index of the lowest byte that is marked, 8 if none is. */
  public static int first(long mask) {
    return Long.numberOfTrailingZeros(mask) >>> 3;
  }
}
