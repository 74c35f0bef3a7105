// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a FlatBuffer from its root on: a table is followed by what it refers to. A table is given
 * as its fields by slot: {@code null} for absent ones; numbers by their type; a text; a {@link
 * Table}; a list of tables; or {@link Structs}.
 */
final class FlatWriter {
  /** A table by its fields. */
  @SuppressWarnings("ArrayRecordComponent")
  record Table(Object... fields) {}

  /** A vector of structs of 64-bit integers. */
  @SuppressWarnings("ArrayRecordComponent")
  record Structs(int fields, long... values) {}

  /** An absent field. */
  static final Object ABSENT = new Object();

  private ByteBuffer data = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
  private int size = Integer.BYTES;

  private FlatWriter() {}

  /** The bytes of a root and all below it, a multiple of 8. */
  static byte[] write(Table root) {
    FlatWriter writer = new FlatWriter();
    writer.refer(0, writer.table(root));
    return Arrays.copyOf(writer.data.array(), (writer.size + 7) & -8);
  }

  private void refer(int from, int to) {
    data.putInt(from, to - from);
  }

  /** Space that is aligned, so that what comes after {@code before} bytes is a multiple of 8. */
  private int reserve(int bytes, int before) {
    int at = ((size + before + 7) & -8) - before;
    size = at + bytes;
    if (size > data.capacity()) {
      data = ByteBuffer.wrap(Arrays.copyOf(data.array(), 2 * size)).order(ByteOrder.LITTLE_ENDIAN);
    }
    return at;
  }

  private int table(Table table) {
    int slots = table.fields().length;
    int header = Short.BYTES * (2 + slots);
    int descriptor = reserve(header, 0);
    int at = reserve(Long.BYTES * (1 + slots), 0); // Every field has 8 bytes, also the first.
    data.putInt(at, at - descriptor);
    data.putShort(descriptor, (short) header);
    data.putShort(descriptor + 2, (short) (Long.BYTES * (1 + slots)));
    for (int slot = 0; slot < slots; slot++) {
      if (table.fields()[slot] != ABSENT) {
        int offset = Long.BYTES * (1 + slot);
        data.putShort(descriptor + 4 + 2 * slot, (short) offset);
        field(at + offset, table.fields()[slot]);
      }
    }
    return at;
  }

  private void field(int at, Object value) {
    switch (value) {
      case Boolean flag -> data.put(at, (byte) (flag ? 1 : 0));
      case Byte number -> data.put(at, number);
      case Short number -> data.putShort(at, number);
      case Integer number -> data.putInt(at, number);
      case Long number -> data.putLong(at, number);
      case String text -> refer(at, text(text));
      case Table table -> refer(at, table(table));
      case Structs structs -> refer(at, structs(structs));
      case List<?> tables -> refer(at, tables(tables));
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private int text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    int at = reserve(Integer.BYTES + utf8.length + 1, 0);
    data.putInt(at, utf8.length);
    data.put(at + Integer.BYTES, utf8);
    return at;
  }

  private int structs(Structs structs) {
    int at = reserve(Integer.BYTES + Long.BYTES * structs.values().length, Integer.BYTES);
    data.putInt(at, structs.values().length / structs.fields());
    for (int index = 0; index < structs.values().length; index++) {
      data.putLong(at + Integer.BYTES + Long.BYTES * index, structs.values()[index]);
    }
    return at;
  }

  private int tables(List<?> tables) {
    int at = reserve(Integer.BYTES * (1 + tables.size()), 0);
    data.putInt(at, tables.size());
    for (int index = 0; index < tables.size(); index++) {
      refer(at + Integer.BYTES * (1 + index), table((Table) tables.get(index)));
    }
    return at;
  }
}
