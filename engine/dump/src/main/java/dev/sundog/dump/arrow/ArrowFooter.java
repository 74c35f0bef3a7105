// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.arrow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The footer of a file: its schema, and where its batches are. Some writers put nothing else at the
 * start of the file than the magic word, so that a reader needs it.
 *
 * @param schema the schema
 * @param blocks offsets of all batches and dictionaries in the file, in ascending order
 */
@SuppressWarnings("ArrayRecordComponent")
record ArrowFooter(FlatTable schema, long[] blocks) {
  static final String MAGIC = "ARROW1";

  private static final int END_BYTES = Integer.BYTES + MAGIC.length();

  /** Whether bytes end in the magic word. */
  static boolean isAtEnd(byte[] bytes) {
    byte[] magic = MAGIC.getBytes(ISO_8859_1);
    int from = bytes.length - magic.length;
    return from >= 0 && Arrays.equals(bytes, from, bytes.length, magic, 0, magic.length);
  }

  /**
   * Reads the footer of a file.
   *
   * @throws dev.sundog.batch.MalformedDumpException if the file is cut off or the footer not sound
   */
  static ArrowFooter read(Path path) {
    try (DumpFile file = DumpFile.open(path)) {
      long end = file.size() - END_BYTES;
      byte[] tail = read(file, Math.max(0, end), (int) Math.min(END_BYTES, file.size()));
      if (end < 0 || !isAtEnd(tail)) {
        throw file.malformed(file.size(), "the file does not end in ARROW1: it is cut off");
      }
      int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (length <= 0 || length > end) {
        throw file.malformed(end, "a footer of " + length + " bytes in front of byte " + end);
      }
      long start = end - length;
      try {
        FlatTable footer = FlatTable.root(read(file, start, length));
        long[] batches = offsets(footer.structs(3, 3));
        long[] blocks =
            LongStream.concat(LongStream.of(batches), LongStream.of(offsets(footer.structs(2, 3))))
                .sorted()
                .toArray();
        long[] sorted = LongStream.of(batches).sorted().toArray();
        if (!Arrays.equals(batches, sorted)) {
          throw file.malformed(start, "the batches in the footer are not in the order of the file");
        }
        return new ArrowFooter(footer.need(1), blocks);
      } catch (IndexOutOfBoundsException | ArithmeticException e) {
        throw file.malformed(start, "the footer can't be decoded: " + e.getMessage());
      }
    }
  }

  private static byte[] read(DumpFile file, long position, int length) {
    byte[] bytes = new byte[length];
    file.read(position, ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static long[] offsets(FlatTable.Longs blocks) {
    return IntStream.range(0, blocks.count()).mapToLong(block -> blocks.get(block, 0)).toArray();
  }
}
