// SPDX-License-Identifier: Apache-2.0
package dev.sundog.python;

import dev.sundog.batch.ForeignBuffer;
import dev.sundog.batch.ForeignColumn.Bits;
import dev.sundog.dump.column.Column;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Type of a column: {@code utf8}, a number such as {@code int32}, or {@code list<TYPE>}.
 *
 * @param kind kind of the values
 * @param number type of a number or byte
 * @param element the type of a list's elements, or null
 */
record Shape(Column.Kind kind, ForeignBuffer.Type number, @Nullable Shape element) {
  private static final int MOST_LEVELS = 4;

  /**
   * Parses a type.
   *
   * @throws IllegalArgumentException if there is no such type
   */
  static Shape parse(String type) {
    return parse(type, type, 0);
  }

  private static Shape parse(String type, String whole, int level) {
    if (type.startsWith("list<") && type.endsWith(">") && level < MOST_LEVELS) {
      Shape element = parse(type.substring(5, type.length() - 1), whole, level + 1);
      return new Shape(Column.Kind.LIST, ForeignBuffer.Type.INT32, element);
    }
    return switch (type) {
      case "utf8" -> new Shape(Column.Kind.TEXT, ForeignBuffer.Type.UINT8, null);
      case "uint8" -> new Shape(Column.Kind.INT, ForeignBuffer.Type.UINT8, null);
      case "uint16" -> new Shape(Column.Kind.INT, ForeignBuffer.Type.UINT16, null);
      case "int32" -> new Shape(Column.Kind.INT, ForeignBuffer.Type.INT32, null);
      case "int64" -> new Shape(Column.Kind.INT, ForeignBuffer.Type.INT64, null);
      case "float32" -> new Shape(Column.Kind.FLOAT, ForeignBuffer.Type.FLOAT32, null);
      case "float64" -> new Shape(Column.Kind.FLOAT, ForeignBuffer.Type.FLOAT64, null);
      default ->
          throw new IllegalArgumentException(
              "\""
                  + whole
                  + "\" is not a type. Use utf8, uint8, uint16, int32, int64, float32, float64 or"
                  + " list<TYPE>");
    };
  }

  /** Number of buffers of a column of this type. */
  int buffers() {
    return switch (kind) {
      case TEXT -> 3;
      case LIST -> 2 + child().buffers();
      default -> 2;
    };
  }

  /**
   * A column over the next buffers: validity bits (none if all values are present), then values; or
   * offsets of 32 bits and bytes; or offsets and the buffers of the elements.
   *
   * @throws IndexOutOfBoundsException if a buffer is too short for the values
   */
  Column column(Supplier<MemorySegment> buffers) {
    MemorySegment validity = buffers.get();
    MemorySegment first = buffers.get();
    boolean plain = kind != Column.Kind.TEXT && kind != Column.Kind.LIST;
    int count =
        plain
            ? Math.toIntExact(first.byteSize() / number.bytes())
            : Math.toIntExact(Math.max(0, first.byteSize() / Integer.BYTES - 1));
    Bits present = null;
    if (validity.byteSize() > 0) {
      present = new Bits(validity.asSlice(0, (count + 7L) >>> 3), 0);
    }
    if (plain) {
      return Column.numbers(kind, count, present, new ForeignBuffer(first, number));
    }
    ForeignBuffer offsets = new ForeignBuffer(first, ForeignBuffer.Type.INT32);
    return kind == Column.Kind.LIST
        ? Column.lists(count, present, offsets, child().column(buffers))
        : Column.texts(count, present, offsets, new ForeignBuffer(buffers.get(), number));
  }

  private Shape child() {
    if (element == null) {
      throw new IllegalStateException(kind + " has no elements");
    }
    return element;
  }
}
