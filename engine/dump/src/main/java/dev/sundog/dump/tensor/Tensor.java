package dev.sundog.dump.tensor;

import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Numbers that stand in a file end to end, little-endian, the last dimension closest together.
 *
 * @param file where they stand
 * @param name for errors
 * @param type what each is
 * @param typeName what the file calls that
 * @param shape lengths of its dimensions
 * @param offset of the first element in the file, in bytes
 */
record Tensor(
    DumpFile file, String name, ElementType type, String typeName, List<Long> shape, long offset) {
  /** Copies the shape. */
  Tensor {
    shape = List.copyOf(shape);
  }

  /** Number of elements; sizes were checked against the file's when its header was read. */
  long elements() {
    return shape.stream().reduce(1L, (one, other) -> one * other);
  }

  /** Offset of an element in the file, in bytes. */
  long position(long element) {
    return offset + element * type.bytes();
  }

  /**
   * Reads whole numbers.
   *
   * @param from the first element
   * @param out takes them; one beyond 63 bits becomes the greatest long
   * @param count how many
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

  /** Checks that it is whole numbers of a shape. */
  void requireIntegers(List<Long> wanted) {
    if (!type.integer()) {
      throw notIntegers();
    }
    if (!shape.equals(wanted)) {
      throw malformed(-1, name + " has the shape " + shape + ", but it should be " + wanted);
    }
  }

  private MalformedDumpException notIntegers() {
    return malformed(-1, name + " is of " + typeName + ", but it should be of integers");
  }

  /** An error at an element, or in the tensor as a whole if that is −1. */
  MalformedDumpException malformed(long element, String reason) {
    return new MalformedDumpException(
        file.name(), element + 1, element < 0 ? offset : position(element), reason);
  }

  /** Number of elements of a shape times their bytes, or −1 if that is beyond 63 bits. */
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
