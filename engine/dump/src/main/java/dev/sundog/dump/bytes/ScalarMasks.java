// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

/** Marks of 64 bytes, without vectors: the twin of {@link VectorMasks}. */
public final class ScalarMasks {
  private static final long LOW_BITS = ~Swar.HIGH_BITS;
  private static final long ZEROS = Swar.each('0');

  /**
   * Added to the value of a digit it leaves the highest bit of a byte clear, to a larger one not.
   */
  private static final long BEYOND_NINE = 0x7676767676767676L;

  /** Moves the lowest bits of eight bytes into the highest byte. */
  private static final long GATHER = 0x0102040810204080L;

  private ScalarMasks() {}

  /** A condition on a byte. */
  private interface Condition {
    boolean holds(byte value);
  }

  /** Marks bytes equal to a value. */
  public static long equal(byte[] bytes, int at, byte value) {
    return marks(bytes, at, found -> found == value);
  }

  /** Marks bytes that are not digits, eight at a time. */
  public static long notDigit(byte[] bytes, int at) {
    long marks = 0;
    for (int index = 0; index < Long.SIZE; index += Long.BYTES) {
      long digits = Swar.load(bytes, at + index) ^ ZEROS;
      long others = (((digits & LOW_BITS) + BEYOND_NINE) | digits) & Swar.HIGH_BITS;
      marks |= (((others >>> 7) * GATHER) >>> 56) << index;
    }
    return marks;
  }

  /** Marks quotes, backslashes, control characters and bytes that are not ASCII. */
  public static long special(byte[] bytes, int at) {
    return marks(bytes, at, found -> found == '"' || found == '\\' || found < ' ');
  }

  private static long marks(byte[] bytes, int at, Condition condition) {
    long marks = 0;
    for (int index = 0; index < Long.SIZE; index++) {
      marks |= condition.holds(bytes[at + index]) ? 1L << index : 0;
    }
    return marks;
  }
}
