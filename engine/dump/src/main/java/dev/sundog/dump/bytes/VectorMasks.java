// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.bytes;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Marks of 64 bytes that meet a condition, one bit per byte, the first byte lowest: one vector of
 * 512 bits, two of 256 or four of 128. All 64 bytes must be within the array. {@link ScalarMasks}
 * returns the same marks.
 */
public final class VectorMasks {
  /** Width of the vectors; see the system property {@code sundog.vector.bits}. */
  public static final int BITS =
      Integer.getInteger(
          "sundog.vector.bits", Math.min(512, LongVector.SPECIES_PREFERRED.vectorBitSize()));

  /** Number of bytes that a mask covers. */
  public static final int BYTES = 64;

  private static final VectorSpecies<Byte> SPECIES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(BITS));
  private static final int LANES = SPECIES.length();

  private VectorMasks() {}

  /** Marks bytes equal to a value. */
  public static long equal(byte[] bytes, int at, byte value) {
    long marks = load(bytes, at).eq(value).toLong();
    for (int lane = LANES; lane < BYTES; lane += LANES) {
      marks |= load(bytes, at + lane).eq(value).toLong() << lane;
    }
    return marks;
  }

  /** Marks bytes that are not digits. */
  public static long notDigit(byte[] bytes, int at) {
    long marks = notDigit(load(bytes, at));
    for (int lane = LANES; lane < BYTES; lane += LANES) {
      marks |= notDigit(load(bytes, at + lane)) << lane;
    }
    return marks;
  }

  private static long notDigit(ByteVector vector) {
    return vector.sub((byte) '0').compare(VectorOperators.UGE, (byte) 10).toLong();
  }

  /** Marks quotes, backslashes, control characters and bytes that are not ASCII. */
  public static long special(byte[] bytes, int at) {
    long marks = special(load(bytes, at));
    for (int lane = LANES; lane < BYTES; lane += LANES) {
      marks |= special(load(bytes, at + lane)) << lane;
    }
    return marks;
  }

  private static long special(ByteVector vector) {
    return vector.eq((byte) '"').or(vector.eq((byte) '\\')).or(vector.lt((byte) ' ')).toLong();
  }

  private static ByteVector load(byte[] bytes, int at) {
    return ByteVector.fromArray(SPECIES, bytes, at);
  }
}
