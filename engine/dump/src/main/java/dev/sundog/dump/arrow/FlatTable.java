// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a FlatBuffer. Fields have slots, numbered as in the schema; one that is absent has its
 * default. Nothing is trusted: every access outside the bytes is an {@link
 * IndexOutOfBoundsException}, and references only point forward, so that there are no cycles.
 */
final class FlatTable {
  private final ByteBuffer data;
  private final int at;
  private final int slots;

  private FlatTable(ByteBuffer data, int at) {
    this.data = data;
    this.at = at;
    slots = Math.toIntExact((long) at - data.getInt(at));
  }

  /** The root of a FlatBuffer. */
  static FlatTable root(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(data, reference(data, 0));
  }

  private static int reference(ByteBuffer data, int from) {
    int forward = data.getInt(from);
    if (forward <= 0 || forward > data.limit() - from) {
      throw new IndexOutOfBoundsException("a reference of " + forward + " bytes");
    }
    return from + forward;
  }

  /** Position of a field, or −1. */
  private int field(int slot) {
    int entry = Short.BYTES * (2 + slot);
    if (entry + Short.BYTES > Short.toUnsignedInt(data.getShort(slots))) {
      return -1;
    }
    int offset = Short.toUnsignedInt(data.getShort(slots + entry));
    return offset == 0 ? -1 : at + offset;
  }

  /** Whether the field is there. */
  boolean has(int slot) {
    return field(slot) >= 0;
  }

  /** A boolean or an unsigned byte, 0 by default. */
  int byteAt(int slot) {
    int field = field(slot);
    return field < 0 ? 0 : Byte.toUnsignedInt(data.get(field));
  }

  /** An integer of 16 bits, 0 by default. */
  int shortAt(int slot) {
    int field = field(slot);
    return field < 0 ? 0 : data.getShort(field);
  }

  /** An integer of 32 bits, 0 by default. */
  int intAt(int slot) {
    int field = field(slot);
    return field < 0 ? 0 : data.getInt(field);
  }

  /** An integer of 64 bits, 0 by default. */
  long longAt(int slot) {
    int field = field(slot);
    return field < 0 ? 0 : data.getLong(field);
  }

  /** A table, or null. */
  @Nullable FlatTable table(int slot) {
    int field = field(slot);
    return field < 0 ? null : new FlatTable(data, reference(data, field));
  }

  /** A table that must be there. */
  FlatTable need(int slot) {
    FlatTable table = table(slot);
    if (table == null) {
      throw new IndexOutOfBoundsException("a required table is missing");
    }
    return table;
  }

  /** A text, empty by default; malformed UTF-8 is replaced. */
  String text(int slot) {
    Longs bytes = vector(slot, 1);
    byte[] utf8 = new byte[bytes.count];
    data.get(bytes.at, utf8);
    return new String(utf8, UTF_8);
  }

  /** A vector of tables, empty by default. */
  List<FlatTable> tables(int slot) {
    Longs references = vector(slot, Integer.BYTES);
    List<FlatTable> tables = new ArrayList<>();
    for (int index = 0; index < references.count; index++) {
      tables.add(new FlatTable(data, reference(data, references.at + Integer.BYTES * index)));
    }
    return tables;
  }

  /** A vector of structs of 64-bit integers, empty by default. */
  Longs structs(int slot, int fields) {
    return vector(slot, Long.BYTES * fields);
  }

  private Longs vector(int slot, int width) {
    int field = field(slot);
    if (field < 0) {
      return new Longs(data, 0, 0, width);
    }
    int start = reference(data, field);
    int count = data.getInt(start);
    int from = start + Integer.BYTES;
    if (count < 0 || (long) width * count > data.limit() - from) {
      throw new IndexOutOfBoundsException("a vector of " + count + " elements");
    }
    return new Longs(data, from, count, width);
  }

  /** A vector of structs. */
  record Longs(ByteBuffer data, int at, int count, int width) {
    /** A field of a struct; fields of fewer bits are padded. */
    long get(int index, int field) {
      if (index < 0 || index >= count) {
        throw new IndexOutOfBoundsException("element " + index + " of " + count);
      }
      return data.getLong(at + width * index + Long.BYTES * field);
    }
  }
}
