// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.text;

import dev.sundog.dump.bytes.Swar;
import java.util.Arrays;

/**
 * Numbers byte strings from 0 in order of first occurrence; equal strings have equal numbers. Not
 * thread-safe.
 *
 * <p>A hash table with open addressing. A slot is two longs: the first eight bytes of the string,
 * padded with zeros, and a 32-bit tag above the number plus 1. The low byte of the tag is the
 * length, at most 255. First bytes and length identify a string of up to eight bytes, so most words
 * are found without reading the strings, which are stored in one array.
 */
public final class Interner {
  private static final int INITIAL_SLOTS = 1 << 12;
  private static final int LENGTHS = 0xFF;
  private static final long NUMBERS = 0xFFFFFFFFL;

  private long[] slots = new long[2 * INITIAL_SLOTS];
  private int[] hashes = new int[INITIAL_SLOTS / 2];
  private int[] ends = new int[INITIAL_SLOTS / 2];
  private byte[] bytes = new byte[INITIAL_SLOTS * 4];
  private int count;

  /** Number of different strings. */
  public int count() {
    return count;
  }

  /** Removes all strings. */
  public void clear() {
    if (count > 0) {
      Arrays.fill(slots, 0);
      count = 0;
    }
  }

  /** The number of a string; a new string gets the next number. */
  public int number(byte[] source, int from, int length) {
    long head = head(source, from, length);
    long mixed = mix(head ^ length);
    if (length > Long.BYTES) {
      mixed = rest(mixed, source, from, from + length);
    }
    long tag = ((mixed >>> 32) & ~LENGTHS) | Math.min(length, LENGTHS);
    int mask = slots.length - 1;
    int slot = (2 * (int) mixed) & mask;
    while (slots[slot + 1] != 0) {
      long entry = slots[slot + 1];
      if (slots[slot] == head && entry >>> 32 == tag) {
        int number = (int) (entry & NUMBERS) - 1;
        if (length <= Long.BYTES || holds(number, source, from, length)) {
          return number;
        }
      }
      slot = (slot + 2) & mask;
    }
    slots[slot] = head;
    slots[slot + 1] = (tag << 32) | (count + 1);
    return add((int) mixed, source, from, length);
  }

  /** The first eight bytes as a little-endian long, padded with zeros. */
  private static long head(byte[] source, int from, int length) {
    if (from + Long.BYTES <= source.length && length > 0) {
      return Swar.load(source, from)
          & (-1L >>> (Long.SIZE - Byte.SIZE * Math.min(length, Long.BYTES)));
    }
    long word = 0;
    for (int at = Math.min(length, Long.BYTES) - 1; at >= 0; at--) {
      word = (word << Byte.SIZE) | (source[from + at] & 0xFF);
    }
    return word;
  }

  /** Mixes in the bytes after the first eight; the last load may overlap the one before. */
  private static long rest(long mixed, byte[] source, int from, int to) {
    long sum = mixed;
    for (int at = from + Long.BYTES; at < to; at += Long.BYTES) {
      sum = mix(sum ^ Swar.load(source, Math.min(at, to - Long.BYTES)));
    }
    return sum;
  }

  /** Multiplies and folds, so that low bits depend on all bits (Steele et al. 2014). */
  private static long mix(long word) {
    long product = (word ^ (word >>> 32)) * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 32);
  }

  /** Whether a stored string with the same first eight bytes and tag equals this one. */
  private boolean holds(int number, byte[] source, int from, int length) {
    int end = ends[number];
    int to = from + length;
    if (length <= 2 * Long.BYTES) {
      return Swar.load(bytes, end - Long.BYTES) == Swar.load(source, to - Long.BYTES);
    }
    return Arrays.equals(bytes, start(number), end, source, from, to);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private int add(int hash, byte[] source, int from, int length) {
    int begin = start(count);
    int end = Math.addExact(begin, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(end + (long) (end >> 1), Integer.MAX_VALUE - 8));
    }
    System.arraycopy(source, from, bytes, begin, length);
    hashes[count] = hash;
    ends[count++] = end;
    if (count == hashes.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    int mask = slots.length - 1;
    for (int at = 0; at < old.length; at += 2) {
      if (old[at + 1] != 0) {
        int slot = (2 * hashes[(int) (old[at + 1] & NUMBERS) - 1]) & mask;
        while (slots[slot + 1] != 0) {
          slot = (slot + 2) & mask;
        }
        slots[slot] = old[at];
        slots[slot + 1] = old[at + 1];
      }
    }
    hashes = Arrays.copyOf(hashes, 2 * count);
    ends = Arrays.copyOf(ends, 2 * count);
  }
}
