// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One row, split into fields: they stay where they are in the row's bytes, unless quotes in them
 * are doubled. Reused from row to row. Not thread-safe.
 */
final class CsvRow {
  private static final byte QUOTE = '"';

  private final byte delimiter;
  private int count;
  private byte[][] bytes = new byte[8][];
  private int[] from = new int[8];
  private int[] to = new int[8];

  /** Index of each field's first byte in the row's bytes, after its quote. */
  private int[] begin = new int[8];

  private boolean[] quoted = new boolean[8];
  private String fault = "";

  /** A splitter at an ASCII character. */
  CsvRow(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /**
   * Splits a row.
   *
   * @param row bytes that hold it
   * @param start index of its first byte
   * @param end index after its last byte, before the line break
   * @return −1, or the index of the byte at which it is malformed; see {@link #fault}
   */
  int split(byte[] row, int start, int end) {
    count = 0;
    int at = start;
    while (true) {
      room();
      quoted[count] = at < end && row[at] == QUOTE;
      begin[count] = quoted[count] ? at + 1 : at;
      at = quoted[count] ? quotedField(row, at, end) : plainField(row, at, end);
      if (at < 0) {
        return ~at;
      }
      count++;
      if (at == end) {
        return -1;
      }
      at++;
    }
  }

  /** Index after the field, or the complement of the index of a fault. */
  private int plainField(byte[] row, int start, int end) {
    int at = start;
    while (at < end && row[at] != delimiter) {
      if (row[at] == QUOTE) {
        fault = "a quote in a field without quotes. Quote the field and double the quotes in it";
        return ~at;
      }
      at++;
    }
    set(row, start, at);
    return at;
  }

  private int quotedField(byte[] row, int start, int end) {
    int doubled = 0;
    int at = start + 1;
    while (at < end) {
      if (row[at] == QUOTE) {
        boolean pair = at + 1 < end && row[at + 1] == QUOTE;
        if (!pair) {
          break;
        }
        doubled++;
        at++;
      }
      at++;
    }
    if (at == end) {
      fault = "a quote that is not closed";
      return ~start;
    }
    int after = at + 1;
    if (after < end && row[after] != delimiter) {
      fault = "text after a closing quote. Double the quotes in a quoted field";
      return ~after;
    }
    if (doubled == 0) {
      set(row, start + 1, at);
    } else {
      set(undoubled(row, start + 1, at, doubled), 0, at - start - 1 - doubled);
    }
    return after;
  }

  private static byte[] undoubled(byte[] row, int start, int end, int doubled) {
    byte[] text = new byte[end - start - doubled];
    int size = 0;
    for (int at = start; at < end; at++) {
      text[size++] = row[at];
      at += row[at] == QUOTE ? 1 : 0;
    }
    return text;
  }

  private void set(byte[] holder, int first, int last) {
    bytes[count] = holder;
    from[count] = first;
    to[count] = last;
  }

  private void room() {
    if (count == from.length) {
      bytes = Arrays.copyOf(bytes, 2 * count);
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      begin = Arrays.copyOf(begin, 2 * count);
      quoted = Arrays.copyOf(quoted, 2 * count);
    }
  }

  /** Why the row is malformed. */
  String fault() {
    return fault;
  }

  /** Number of fields. */
  int count() {
    return count;
  }

  /** Whether a field is a missing value: empty and without quotes. */
  boolean missing(int field) {
    return from[field] == to[field] && !quoted[field];
  }

  /** Bytes that hold a field. */
  byte[] bytes(int field) {
    return bytes[field];
  }

  /** Index of a field's first byte. */
  int from(int field) {
    return from[field];
  }

  /** Index after a field's last byte. */
  int to(int field) {
    return to[field];
  }

  /** Length of a field in bytes. */
  int length(int field) {
    return to[field] - from[field];
  }

  /** Index of a field's first byte in the row's bytes, after its quote. */
  int begin(int field) {
    return begin[field];
  }

  /** A field as a string. */
  String text(int field) {
    return new String(bytes[field], from[field], length(field), UTF_8);
  }
}
