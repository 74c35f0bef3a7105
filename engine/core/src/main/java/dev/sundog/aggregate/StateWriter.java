// SPDX-License-Identifier: Apache-2.0
package dev.sundog.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundog.statistics.ExactSum;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** Writes states as little-endian bytes: see {@link StateReader}. */
final class StateWriter {
  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
  private int length;

  StateWriter(int magic, int version) {
    putInt(magic);
    putInt(version);
  }

  void putInt(int value) {
    buffer.putInt(length, value, ByteOrder.LITTLE_ENDIAN);
    length += Integer.BYTES;
  }

  void putLong(long value) {
    buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
    length += Long.BYTES;
  }

  void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }

  /** A number of bytes, then the bytes. */
  void putBytes(byte[] bytes) {
    putInt(bytes.length);
    buffer.putBytes(length, bytes);
    length += bytes.length;
  }

  /** A text in UTF-8. */
  void putText(String text) {
    putBytes(text.getBytes(UTF_8));
  }

  /** A number of texts, then the texts. */
  void putTexts(List<String> texts) {
    putInt(texts.size());
    texts.forEach(this::putText);
  }

  /** An exact sum: first word, number of words, words. */
  void putSum(ExactSum sum) {
    long[] words = sum.toWords();
    int from = 0;
    int to = words.length;
    while (to > 0 && words[to - 1] == 0) {
      to--;
    }
    while (from < to && words[from] == 0) {
      from++;
    }
    putInt(from);
    putInt(to - from);
    for (int word = from; word < to; word++) {
      putLong(words[word]);
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer.byteArray(), length);
  }
}
