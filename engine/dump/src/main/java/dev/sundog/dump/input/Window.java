// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

/**
 * The part of a file that is in memory. It moves on by taking new bytes, so that whoever was handed
 * the old ones keeps them as they are. Used by one thread at a time.
 */
public final class Window {
  private final ByteSource input;
  private final int chunkBytes;
  private byte[] bytes = {};
  private int filled;
  private long base;
  private boolean ended;

  /**
   * A window before the first byte.
   *
   * @param chunkBytes bytes read at a time
   */
  public Window(ByteSource input, int chunkBytes) {
    this.input = input;
    this.chunkBytes = chunkBytes;
    base = input.offset();
  }

  /** The bytes; the first {@link #filled()} count. */
  public byte[] bytes() {
    return bytes;
  }

  /** Number of bytes. */
  public int filled() {
    return filled;
  }

  /** Offset of the first byte in the inflated file. */
  public long base() {
    return base;
  }

  /** Whether the file has no more bytes than these. */
  public boolean ended() {
    return ended;
  }

  /** Moves to an index, which becomes 0: what stands from there on, and a chunk more. */
  public void moveTo(int index) {
    int left = filled - index;
    byte[] next = new byte[(int) Math.min((long) chunkBytes + 2L * left, Integer.MAX_VALUE - 8)];
    System.arraycopy(bytes, index, next, 0, left);
    base += index;
    bytes = next;
    filled = left;
    while (filled < next.length && !ended) {
      int read = input.read(next, filled, next.length - filled);
      ended = read == 0;
      filled += read;
    }
  }
}
