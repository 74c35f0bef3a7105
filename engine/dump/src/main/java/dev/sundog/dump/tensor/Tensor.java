// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * An array of numbers in a file: contiguous, little-endian, in C order.
 *
 * @param file the file
 * @param name name for errors
 * @param type element type
 * @param typeName name of the type in the file
 * @param shape length of each dimension
 * @param offset offset of the first element in the file, in bytes
 */
record Tensor(
    DumpFile file, String name, ElementType type, String typeName, List<Long> shape, long offset) {
  /** Copies the shape. */
  Tensor {
    shape = List.copyOf(shape);
  }

  /** Number of elements. It fits a long: the header's reader checked it against the file. */
  long elements() {
    return shape.stream().reduce(1L, (one, other) -> one * other);
  }

  /** Offset of an element in the file, in bytes. */
  long position(long element) {
    return offset + element * type.bytes();
  }

  /**
   * Reads integers.
   *
   * @param from index of the first element
   * @param out receives the values; those beyond 63 bits become {@code Long.MAX_VALUE}
   * @param count number of values
   */
  void integers(long from, long[] out, int count) {
    ByteBuffer bytes = file.read(position(from), count * type.bytes());
    for (int index = 0; index < count; index++) {
      out[index] =
          switch (type) {
            case I64 -> bytes.getLong();
            case U64 -> {
              long value = bytes.getLong();
              yield value < 0 ? Long.MAX_VALUE : value;
            }
            case I32 -> bytes.getInt();
            case U32 -> Integer.toUnsignedLong(bytes.getInt());
            case I16 -> bytes.getShort();
            case U16 -> Short.toUnsignedLong(bytes.getShort());
            case I8 -> bytes.get();
            case U8 -> Byte.toUnsignedLong(bytes.get());
            case F64, F32, F16, BF16, OTHER -> throw notIntegers();
          };
    }
  }

  /** Requires integers of a shape. */
  void requireIntegers(List<Long> wanted) {
    if (!type.integer()) {
      throw notIntegers();
    }
    if (!shape.equals(wanted)) {
      throw malformed(-1, name + " has shape " + shape + ", expected " + wanted);
    }
  }

  private MalformedDumpException notIntegers() {
    return malformed(-1, name + " has type " + typeName + ", expected integers");
  }

  /** An error at an element, or in the whole tensor if {@code element} is −1. */
  MalformedDumpException malformed(long element, String reason) {
    return new MalformedDumpException(
        file.name(), element + 1, element < 0 ? offset : position(element), reason);
  }

  /** Bytes of the elements of a shape, or −1 if they exceed 63 bits. */
  static long bytes(List<Long> shape, int elementBytes) {
    long bytes = elementBytes;
    for (long length : shape) {
      long high = Math.multiplyHigh(bytes, length);
      bytes *= length;
      if (length < 0 || high != 0 || bytes < 0) {
        return -1;
      }
    }
    return bytes;
  }
}
