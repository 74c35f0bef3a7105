// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import dev.sundog.statistics.ExactSum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the little-endian bytes of a state: a magic number and a version of 32 bits each, then
 * numbers of 32 and 64 bits, texts (number of bytes of UTF-8, then the bytes) and lists (number of
 * entries, then the entries). Nothing is allocated before the bytes that it takes are known to be
 * there.
 *
 * @see StateWriter
 */
final class StateReader {
  /** Largest number of items that is accepted: sums of a few such numbers fit 64 bits. */
  private static final long MOST = 1L << 53;

  private final String what;
  private final ByteBuffer buffer;

  /**
   * A reader positioned after the version.
   *
   * @param what the state's name, for errors
   * @throws IllegalArgumentException if magic number or version differ
   */
  StateReader(String what, byte[] bytes, int magic, int version) {
    this.what = what;
    buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (nextInt() != magic) {
      throw malformed(0, "no bytes of " + what);
    }
    int found = nextInt();
    if (found != version) {
      throw malformed(Integer.BYTES, "version " + found + "; supported: " + version);
    }
  }

  int nextInt() {
    require(Integer.BYTES);
    return buffer.getInt();
  }

  long nextLong() {
    require(Long.BYTES);
    return buffer.getLong();
  }

  double nextDouble() {
    return Double.longBitsToDouble(nextLong());
  }

  /** A number of items. */
  long nextCount() {
    int at = buffer.position();
    long count = nextLong();
    if (count < 0 || count > MOST) {
      throw malformed(at, "a count of " + count);
    }
    return count;
  }

  /** A number of entries that follow, each of at least some bytes. */
  int nextSize(int least) {
    int at = buffer.position();
    int size = nextInt();
    if (size < 0 || (long) size * least > buffer.remaining()) {
      throw malformed(at, size + " entries in " + buffer.remaining() + " bytes");
    }
    return size;
  }

  byte[] nextBytes() {
    byte[] bytes = new byte[nextSize(1)];
    buffer.get(bytes);
    return bytes;
  }

  String nextText() {
    int at = buffer.position();
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(nextBytes()));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw malformed(at, "a text that is not UTF-8");
    }
  }

  List<String> nextTexts() {
    List<String> texts = new ArrayList<>();
    for (int left = nextSize(Integer.BYTES); left > 0; left--) {
      texts.add(nextText());
    }
    return texts;
  }

  /** An exact sum. */
  ExactSum nextSum() {
    int at = buffer.position();
    int from = nextInt();
    int count = nextSize(Long.BYTES);
    if (from < 0 || count > ExactSum.WORDS - from) {
      throw malformed(at, count + " words of a sum, from word " + from);
    }
    long[] words = new long[ExactSum.WORDS];
    for (int word = from; word < from + count; word++) {
      words[word] = nextLong();
    }
    try {
      return ExactSum.ofWords(words);
    } catch (IllegalArgumentException e) {
      throw malformed(at, "words out of range in a sum");
    }
  }

  /** Checks that a value is the expected one. */
  void expect(String name, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw malformed("%s is %s, expected %s".formatted(name, found, expected));
    }
  }

  /** Checks that all bytes were read. */
  void end() {
    if (buffer.hasRemaining()) {
      throw malformed(buffer.remaining() + " bytes after the end");
    }
  }

  IllegalArgumentException malformed(String reason) {
    return malformed(buffer.position(), reason);
  }

  private IllegalArgumentException malformed(int at, String reason) {
    return new IllegalArgumentException("malformed " + what + ", byte " + at + ": " + reason);
  }

  private void require(int bytes) {
    if (buffer.remaining() < bytes) {
      throw malformed("ends early");
    }
  }
}
