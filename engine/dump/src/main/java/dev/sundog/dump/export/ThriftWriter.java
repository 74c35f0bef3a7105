// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Thrift's compact protocol, in which Parquet's metadata are written. Structs are given as their
 * fields by number.
 */
final class ThriftWriter {
  /** A field of a struct: an Integer, Long, String, List or Struct. */
  record Field(int number, Object value) {}

  /** A struct; its fields are in ascending order. */
  @SuppressWarnings("ArrayRecordComponent")
  record Struct(Field... fields) {}

  private static final int INT = 5;
  private static final int LONG = 6;
  private static final int TEXT = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ThriftWriter() {}

  /** The bytes of a struct. */
  static byte[] write(Struct struct) {
    ThriftWriter writer = new ThriftWriter();
    writer.value(struct);
    return writer.out.toByteArray();
  }

  private static int type(Object value) {
    return switch (value) {
      case Integer number -> INT;
      case Long number -> LONG;
      case String text -> TEXT;
      case List<?> list -> LIST;
      case Struct struct -> STRUCT;
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private void value(Object value) {
    switch (value) {
      case Integer number -> signed(number);
      case Long number -> signed(number);
      case String text -> {
        byte[] utf8 = text.getBytes(UTF_8);
        varint(out, utf8.length);
        out.writeBytes(utf8);
      }
      case List<?> list -> {
        int type = list.isEmpty() ? INT : type(list.getFirst());
        out.write((Math.min(list.size(), 15) << 4) | type);
        if (list.size() >= 15) {
          varint(out, list.size());
        }
        list.forEach(this::value);
      }
      case Struct struct -> {
        int last = 0;
        for (Field field : struct.fields()) {
          out.write(((field.number() - last) << 4) | type(field.value()));
          value(field.value());
          last = field.number();
        }
        out.write(0);
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private void signed(long number) {
    varint(out, (number << 1) ^ (number >> 63));
  }

  /** Writes an unsigned integer, 7 bits a byte. */
  static void varint(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
