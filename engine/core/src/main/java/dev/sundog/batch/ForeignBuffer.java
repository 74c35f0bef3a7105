// SPDX-License-Identifier: Apache-2.0
package dev.sundog.batch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Numbers in memory that another system owns, in native byte order, such as a buffer of Arrow.
 *
 * @param memory the numbers, end to end; need not be aligned
 * @param type type of a number
 */
public record ForeignBuffer(MemorySegment memory, Type type) {
  /** Type of a number. */
  public enum Type {
    /** Unsigned, 8 bits. */
    UINT8(1),
    /** Unsigned, 16 bits. */
    UINT16(2),
    /** Signed, 32 bits. */
    INT32(4),
    /** Signed, 64 bits. */
    INT64(8),
    /** IEEE 754 binary32. */
    FLOAT32(4),
    /** IEEE 754 binary64. */
    FLOAT64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of a number. */
    public int bytes() {
      return bytes;
    }

    /** Whether numbers are integers. */
    public boolean integral() {
      return this != FLOAT32 && this != FLOAT64;
    }
  }

  /** Numbers that the memory holds. */
  public long size() {
    return memory.byteSize() / type.bytes;
  }

  /**
   * An integer.
   *
   * @throws IndexOutOfBoundsException if the memory is shorter
   */
  public long integer(long index) {
    return switch (type) {
      case UINT8 -> memory.get(JAVA_BYTE, index) & 0xFF;
      case UINT16 -> memory.get(JAVA_SHORT_UNALIGNED, Short.BYTES * index) & 0xFFFF;
      case INT32 -> memory.get(JAVA_INT_UNALIGNED, Integer.BYTES * index);
      case INT64 -> memory.get(JAVA_LONG_UNALIGNED, Long.BYTES * index);
      case FLOAT32, FLOAT64 -> throw new IllegalArgumentException(type + " is not integral");
    };
  }

  /** A number, rounded to float64 if it is a long integer. */
  public double real(long index) {
    return switch (type) {
      case FLOAT32 -> memory.get(JAVA_FLOAT_UNALIGNED, Float.BYTES * index);
      case FLOAT64 -> memory.get(JAVA_DOUBLE_UNALIGNED, Double.BYTES * index);
      case UINT8, UINT16, INT32, INT64 -> integer(index);
    };
  }
}
