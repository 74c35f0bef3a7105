// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes rows of columns as JSON. Not thread-safe. */
final class RowWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final int MAX_BYTES = 1 << 30;

  private byte[] bytes = new byte[1 << 16];
  private int size;

  /** Index of the next byte. */
  int size() {
    return size;
  }

  /** The bytes so far; they are the caller's until the next {@link #clear}. */
  byte[] bytes() {
    return bytes;
  }

  void clear() {
    size = 0;
  }

  /**
   * Writes one value.
   *
   * @throws IndexOutOfBoundsException if an offset or a position in a dictionary is outside its
   *     memory
   */
  void write(Column column, long index) {
    if (column.isNull(index)) {
      ascii("null");
      return;
    }
    switch (column.kind()) {
      case NULL -> ascii("null");
      case BOOL -> ascii(column.numbers().integer(index) == 0 ? "false" : "true");
      case INT -> ascii(Long.toString(column.numbers().integer(index)));
      case UNSIGNED -> ascii(Long.toUnsignedString(column.numbers().integer(index)));
      case FLOAT -> ascii(Double.toString(column.numbers().real(index)));
      case TEXT -> text(column, index);
      case LIST -> list(column, index);
      case STRUCT -> struct(column, index);
      case DICTIONARY -> {
        Column dictionary = column.children().get(0);
        long position = column.numbers().integer(index);
        requireRange(position, position + 1, dictionary.count());
        write(dictionary, position);
      }
    }
  }

  private static void requireRange(long from, long to, long count) {
    if (from < 0 || to < from || to > count) {
      throw new IndexOutOfBoundsException("values " + from + " to " + to + " of " + count);
    }
  }

  private void list(Column column, long index) {
    Column elements = column.children().get(0);
    long from = column.offset(index);
    long to = column.offset(index + 1);
    requireRange(from, to, elements.count());
    put('[');
    for (long element = from; element < to; element++) {
      if (element > from) {
        put(',');
      }
      write(elements, element);
    }
    put(']');
  }

  private void struct(Column column, long index) {
    put('{');
    for (int member = 0; member < column.children().size(); member++) {
      if (member > 0) {
        put(',');
      }
      name(column.names().get(member));
      write(column.children().get(member), index);
    }
    put('}');
  }

  private void name(String name) {
    byte[] utf8 = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    put('"');
    escape(utf8, 0, utf8.length);
    put('"');
    put(':');
  }

  private void text(Column column, long index) {
    MemorySegment utf8 = column.numbers().memory();
    long from = column.offset(index);
    long to = column.offset(index + 1);
    requireRange(from, to, utf8.byteSize());
    int length = (int) Math.min(to - from, MAX_BYTES);
    reserve(length);
    put('"');
    // The text is put where it would be without escapes, and moved if it needs some.
    reserve(length + 1);
    MemorySegment.copy(utf8, JAVA_BYTE, from, bytes, size, length);
    int at = size;
    int end = size + length;
    while (at < end && isPlain(bytes[at])) {
      at++;
    }
    if (at < end) {
      byte[] rest = Arrays.copyOfRange(bytes, at, end);
      size = at;
      escape(rest, 0, rest.length);
    } else {
      size = end;
    }
    put('"');
  }

  private static boolean isPlain(byte c) {
    return (c >= ' ' || c < 0) && c != '"' && c != '\\';
  }

  private void escape(byte[] utf8, int from, int to) {
    reserve(6L * (to - from));
    for (int at = from; at < to; at++) {
      byte c = utf8[at];
      if (isPlain(c)) {
        bytes[size++] = c;
      } else if (c >= ' ') {
        bytes[size++] = '\\';
        bytes[size++] = c;
      } else {
        ascii("\\u00");
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      }
    }
  }

  private void put(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  private void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  private void reserve(long more) {
    if (size + more > bytes.length) {
      if (size + more > MAX_BYTES) {
        throw new IndexOutOfBoundsException("a row of more than " + MAX_BYTES + " bytes");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, 2 * (size + more)));
    }
  }

  /**
   * The column whose value is at an index of a row that is written as JSON; null if the index is
   * before the first.
   *
   * @param offset bytes after the start of the row
   */
  @Nullable String columnAt(Column rows, int row, long offset) {
    clear();
    put('{');
    String found = null;
    List<Column> members = rows.children();
    for (int member : IntStream.range(0, members.size()).toArray()) {
      name(rows.names().get(member));
      if (size > offset) {
        return found;
      }
      found = rows.names().get(member);
      write(members.get(member), row);
      put(',');
    }
    return offset < size ? found : null;
  }
}
