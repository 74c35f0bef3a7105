// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

/** Marks of 64 bytes, one byte after the other: the twin of {@link VectorMasks}. */
public final class ScalarMasks {
  private ScalarMasks() {}

  /** A condition on a byte. */
  private interface Condition {
    boolean holds(byte value);
  }

  /** Marks bytes equal to a value. */
  public static long equal(byte[] bytes, int at, byte value) {
    return marks(bytes, at, found -> found == value);
  }

  /** Marks bytes that are not digits. */
  public static long notDigit(byte[] bytes, int at) {
    return marks(bytes, at, found -> found < '0' || found > '9');
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
