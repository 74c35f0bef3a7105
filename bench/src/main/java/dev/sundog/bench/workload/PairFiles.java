// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.workload;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Pairs as files, for programs in other languages.
 *
 * <p>Binary, little-endian, numpy's {@code frombuffer} reads it: the 8 bytes {@code SDGPAIR1};
 * int64 number of pairs n; int64 number of prediction tokens; int64 number of reference tokens; n +
 * 1 int32 prediction offsets; n + 1 int32 reference offsets; int32 prediction tokens; int32
 * reference tokens.
 *
 * <p>JSON Lines: one object a line, {@code {"id":0,"prediction":[1,2],"reference":[1,3]}}.
 */
public final class PairFiles {
  private static final byte[] MAGIC = "SDGPAIR1".getBytes(US_ASCII);
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int PAIRS_AT_ONCE = 1 << 14;
  private static final int LONGEST_NUMBER_BYTES = 20;

  private PairFiles() {}

  /**
   * Writes pairs in the binary format.
   *
   * @throws IOException if the file cannot be written
   */
  public static void writeBinary(TokenPairs pairs, Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(LITTLE_ENDIAN);
      buffer.put(MAGIC).putLong(pairs.count());
      buffer.putLong(pairs.predictions().length).putLong(pairs.references().length);
      writeInts(pairs.predictionOffsets(), buffer, out);
      writeInts(pairs.referenceOffsets(), buffer, out);
      writeInts(pairs.predictions(), buffer, out);
      writeInts(pairs.references(), buffer, out);
      drain(buffer, out);
    }
  }

  /**
   * Writes the first pairs of a series as JSON Lines, in bounded memory.
   *
   * @throws IOException if the file cannot be written
   */
  public static void writeJsonLines(PairGenerator generator, long pairs, Path file)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      for (long first = 0; first < pairs; first += PAIRS_AT_ONCE) {
        int count = (int) Math.min(PAIRS_AT_ONCE, pairs - first);
        writeJsonLines(generator.generate(first, count), first, out);
      }
    }
  }

  private static void writeJsonLines(TokenPairs pairs, long first, OutputStream out)
      throws IOException {
    JsonBytes line = new JsonBytes(out);
    for (int i = 0; i < pairs.count(); i++) {
      line.text("{\"id\":").number(first + i).text(",\"prediction\":[");
      line.numbers(pairs.predictions(), pairs.predictionOffsets(), i).text("],\"reference\":[");
      line.numbers(pairs.references(), pairs.referenceOffsets(), i).text("]}\n");
    }
  }

  private static void writeInts(int[] values, ByteBuffer buffer, FileChannel out)
      throws IOException {
    for (int value : values) {
      if (buffer.remaining() < Integer.BYTES) {
        drain(buffer, out);
      }
      buffer.putInt(value);
    }
  }

  private static void drain(ByteBuffer buffer, FileChannel out) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  /** Writes text and decimal numbers as bytes, without a string per number. */
  private static final class JsonBytes {
    private final OutputStream out;
    private final byte[] digits = new byte[LONGEST_NUMBER_BYTES];

    JsonBytes(OutputStream out) {
      this.out = out;
    }

    JsonBytes text(String ascii) throws IOException {
      out.write(ascii.getBytes(US_ASCII));
      return this;
    }

    JsonBytes numbers(int[] tokens, int[] offsets, int sequence) throws IOException {
      for (int i = offsets[sequence]; i < offsets[sequence + 1]; i++) {
        if (i > offsets[sequence]) {
          out.write(',');
        }
        number(tokens[i]);
      }
      return this;
    }

    JsonBytes number(long value) throws IOException {
      int begin = digits.length;
      long rest = value;
      do {
        digits[--begin] = (byte) ('0' + rest % 10);
        rest /= 10;
      } while (rest > 0);
      out.write(digits, begin, digits.length - begin);
      return this;
    }
  }
}
