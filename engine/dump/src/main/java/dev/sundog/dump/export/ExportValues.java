// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Values of one column in a batch of rows, in Arrow's layout. Not thread-safe. */
public final class ExportValues {
  private final byte[] present;
  private final int width;
  private int[] offsets;
  private byte[] bytes;
  private ByteBuffer data;
  private int count;
  private int nulls;

  /** Room for some rows. */
  public ExportValues(ExportColumn.Kind kind, int rows) {
    width =
        switch (kind) {
          case INT, REAL -> Long.BYTES;
          case CODE -> 1;
          case TEXT -> 0;
        };
    present = new byte[(rows + 7) >>> 3];
    offsets = new int[width == 0 ? rows + 1 : 0];
    bytes = new byte[width == 0 ? 16 * rows : width * rows];
    data = buffer(bytes);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Appends an integer. */
  public void add(long value) {
    mark();
    data.putLong(value);
  }

  /** Appends a float64. */
  public void add(double value) {
    mark();
    data.putDouble(value);
  }

  /** Appends a code. */
  public void add(byte code) {
    mark();
    data.put(code);
  }

  /** Appends a text in UTF-8. */
  public void add(byte[] utf8) {
    mark();
    if (data.remaining() < utf8.length) {
      long size = Math.max(2L * data.capacity(), (long) data.position() + utf8.length);
      int position = data.position();
      bytes = Arrays.copyOf(bytes, Math.toIntExact(size));
      data = buffer(bytes).position(position);
    }
    data.put(utf8);
    offsets[count] = data.position();
  }

  /** Appends a null. */
  public void addNull() {
    if (width > 0) {
      data.position(data.position() + width);
    } else {
      offsets[count + 1] = data.position();
    }
    count++;
    nulls++;
  }

  private void mark() {
    present[count >>> 3] |= (byte) (1 << (count & 7));
    count++;
  }

  boolean isNull(int row) {
    return ((present[row >>> 3] >> (row & 7)) & 1) == 0;
  }

  int count() {
    return count;
  }

  int nulls() {
    return nulls;
  }

  int width() {
    return width;
  }

  byte[] present() {
    return present;
  }

  /** Ends of texts in the data, after a 0. */
  int[] offsets() {
    return offsets;
  }

  /** The values, or the bytes of the texts: the first {@link #size} bytes. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return data.position();
  }
}
