// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decompresses LZ4 frames, also those whose blocks refer to earlier ones, which lz4-java does not.
 * Checksums are skipped. Everything is checked: a frame that is not sound is an {@link
 * IndexOutOfBoundsException}.
 */
final class Lz4Frame {
  private static final int MAGIC = 0x184D2204;
  private static final int VERSION = 0b01;
  private static final int UNCOMPRESSED = 1 << 31;
  private static final int LEAST_MATCH = 4;

  private final byte[] source;
  private final byte[] target;
  private int at;
  private int size;

  private Lz4Frame(byte[] source, int from, byte[] target) {
    this.source = source;
    this.target = target;
    at = from;
  }

  /**
   * Decompresses one frame.
   *
   * @param target receives the bytes, at most its length
   * @return number of bytes
   */
  static int decompress(byte[] source, int from, byte[] target) {
    return new Lz4Frame(source, from, target).frame();
  }

  private int frame() {
    ByteBuffer numbers = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
    int flags = source.length - at < 7 ? 0 : source[at + 4];
    if (flags >> 6 != VERSION || numbers.getInt(at) != MAGIC) {
      throw new IndexOutOfBoundsException("this is not an LZ4 frame");
    }
    boolean blockChecksum = (flags & 0x10) != 0;
    at += 7 + ((flags & 0x08) != 0 ? Long.BYTES : 0) + ((flags & 0x01) != 0 ? Integer.BYTES : 0);
    while (true) {
      int header = numbers.getInt(at);
      at += Integer.BYTES;
      if (header == 0) {
        return size;
      }
      int length = header & ~UNCOMPRESSED;
      if (length > source.length - at) {
        throw new IndexOutOfBoundsException("an LZ4 block of " + length + " bytes");
      }
      int end = at + length;
      if (header < 0) {
        literals(length, end);
      } else {
        block(end);
      }
      at = end + (blockChecksum ? Integer.BYTES : 0);
    }
  }

  private void block(int end) {
    while (at < end) {
      int token = source[at++] & 0xFF;
      literals(length(token >> 4, end), end);
      if (at == end) {
        return;
      }
      if (end - at < 2) {
        throw new IndexOutOfBoundsException("an LZ4 block is cut off");
      }
      int distance = (source[at] & 0xFF) | (source[at + 1] & 0xFF) << 8;
      at += 2;
      match(distance, length(token & 15, end) + LEAST_MATCH);
    }
  }

  private int length(int first, int end) {
    int length = first;
    if (first == 15) {
      int more;
      do {
        if (at == end || length > target.length) {
          throw new IndexOutOfBoundsException("an LZ4 block is longer than its buffer");
        }
        more = source[at++] & 0xFF;
        length += more;
      } while (more == 255);
    }
    return length;
  }

  private void literals(int length, int end) {
    if (length > end - at || length > target.length - size) {
      throw new IndexOutOfBoundsException("an LZ4 block is longer than its buffer");
    }
    System.arraycopy(source, at, target, size, length);
    at += length;
    size += length;
  }

  private void match(int distance, int length) {
    if (distance == 0 || distance > size || length > target.length - size) {
      throw new IndexOutOfBoundsException("an LZ4 block refers to bytes outside its buffer");
    }
    int from = size - distance;
    int end = size + length;
    while (size < end) {
      int piece = Math.min(end - size, size - from); // Doubles where the parts overlap.
      System.arraycopy(target, from, target, size, piece);
      size += piece;
    }
  }
}
