// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn;
import dev.sundog.dump.bytes.Utf8;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts and numbers as the texts that JSON has for them. Not thread-safe. */
final class ScalarTexts {
  private byte[] bytes = new byte[1 << 16];
  private int size;

  /** Whether a column has texts, numbers or booleans. */
  boolean fits(Column column) {
    return switch (column.kind()) {
      case NULL, BOOL, INT, UNSIGNED, FLOAT, TEXT -> true;
      case DICTIONARY -> fits(column.children().get(0));
      case LIST, STRUCT -> false;
    };
  }

  /** One value in UTF-8, not checked; null is {@code null}. */
  byte[] one(Column column, long row) {
    if (column.isNull(row)) {
      return "null".getBytes(ISO_8859_1);
    }
    return switch (column.kind()) {
      case TEXT -> {
        long from = column.offset(row);
        long length = Math.max(0, column.offset(row + 1) - from);
        yield column.numbers().memory().asSlice(from, length).toArray(JAVA_BYTE);
      }
      case DICTIONARY -> one(column.children().get(0), column.numbers().integer(row));
      case BOOL -> ascii(column.numbers().integer(row) == 0 ? "false" : "true");
      case FLOAT -> ascii(Double.toString(column.numbers().real(row)));
      case UNSIGNED -> ascii(Long.toUnsignedString(column.numbers().integer(row)));
      default -> ascii(Long.toString(column.numbers().integer(row)));
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** All values as a column of texts; null if one is not UTF-8. */
  @Nullable ForeignColumn all(Column column) {
    int[] offsets = new int[column.count() + 1];
    size = 0;
    for (int row = 0; row < column.count(); row++) {
      if (!column.isNull(row)) {
        append(column, row);
      }
      offsets[row + 1] = size;
    }
    if (Utf8.firstInvalid(bytes, 0, size) >= 0) {
      return null;
    }
    return ForeignColumn.of(
        column.count(),
        new ForeignBuffer(MemorySegment.ofArray(offsets), ForeignBuffer.Type.INT32),
        new ForeignBuffer(MemorySegment.ofArray(bytes).asSlice(0, size), ForeignBuffer.Type.UINT8));
  }

  private void append(Column column, long row) {
    if (column.kind() == Column.Kind.INT && column.numbers().integer(row) >= 0) {
      appendDigits(column.numbers().integer(row));
      return;
    }
    byte[] text = one(column, row);
    reserve(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  private void appendDigits(long number) {
    reserve(20);
    int digits = 1;
    for (long rest = number; rest > 9; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (size + more));
    }
  }
}
