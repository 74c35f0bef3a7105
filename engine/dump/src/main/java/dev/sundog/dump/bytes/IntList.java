package dev.sundog.dump.bytes;

import java.util.Arrays;

/** Growing list of ints whose array can be handed on without a copy. Not thread-safe. */
public final class IntList {
  private int[] values = new int[256];
  private int size;

  /** The array; its first {@link #size()} values count, until the list grows. */
  public int[] values() {
    return values;
  }

  /** Number of values. */
  public int size() {
    return size;
  }

  /** Forgets all values. */
  public void clear() {
    size = 0;
  }

  /** Appends a value. */
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
    }
    values[size++] = value;
  }
}
