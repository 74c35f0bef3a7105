// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.tensor;

import java.util.Arrays;

/** Element types of tensors, with the names of safetensors. */
enum ElementType {
  /** IEEE 754 binary64. */
  F64(8),
  /** IEEE 754 binary32. */
  F32(4),
  /** IEEE 754 binary16. */
  F16(2),
  /** bfloat16: the upper half of a binary32. */
  BF16(2),
  /** Signed, 64 bits. */
  I64(8),
  /** Signed, 32 bits. */
  I32(4),
  /** Signed, 16 bits. */
  I16(2),
  /** Signed, 8 bits. */
  I8(1),
  /** Unsigned, 64 bits. */
  U64(8),
  /** Unsigned, 32 bits. */
  U32(4),
  /** Unsigned, 16 bits. */
  U16(2),
  /** Unsigned, 8 bits. */
  U8(1),
  /** Any other type; its elements are not read. */
  OTHER(0);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per element; 0 for {@link #OTHER}. */
  int bytes() {
    return bytes;
  }

  /** Whether the elements are integers. */
  boolean integer() {
    return compareTo(I64) >= 0 && this != OTHER;
  }

  static ElementType named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElse(OTHER);
  }
}
