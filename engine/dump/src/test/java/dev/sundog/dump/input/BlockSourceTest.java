// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.dump.spec.InputLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockSourceTest {
  private static final int LINE_BYTES = 1 << 20;
  private static final long SEED = 17;

  @TempDir Path folder;

  /** A line, where it begins, and its number. */
  private record Line(String text, long offset, long record) {}

  private Path file(String text) throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, text, ISO_8859_1);
    return file;
  }

  private Path packed(String text) throws IOException {
    Path file = folder.resolve("lines.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(ISO_8859_1));
    }
    return file;
  }

  private static List<Line> naive(String text) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      lines.add(new Line(text.substring(start, end), start, 1 + lines.size()));
      start = end + 1;
    }
    return lines;
  }

  private static List<Line> read(BlockSource source) {
    List<Line> lines = new ArrayList<>();
    BlockBuffer buffer = new BlockBuffer();
    try (source) {
      for (BlockTask task = source.next(); task != null; task = source.next()) {
        RecordBlock block = task.read(buffer);
        long before = task.recordsBefore();
        for (int i = 0; i < block.count(); i++) {
          int start = block.starts()[i];
          String text = new String(block.bytes(), start, block.ends()[i] - start, ISO_8859_1);
          lines.add(new Line(text, block.offset(i), before + block.firstRecord() + i));
        }
        assertThat(block.bytes().length).isGreaterThanOrEqualTo(buffer.filled() + 64);
      }
    }
    return lines;
  }

  private static BlockSource ranges(Path file, int bytes, int lineBytes) {
    return new LineRanges(DumpInput.open(file, InputLimits.DEFAULT), bytes, lineBytes);
  }

  private static BlockSource stream(Path file, int bytes, int lineBytes) {
    return BlockSource.ahead(
        new LineStream(DumpInput.open(file, InputLimits.DEFAULT), bytes, lineBytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "a",
        "a\n",
        "\na",
        "ab\n\ncd",
        "\u000b\n\u000b\n",
        "abc\r\nd\r\n"
      })
  void everyLineIsARecordOfTheBlockInWhichItBegins(String text) throws IOException {
    for (int bytes = 1; bytes < 12; bytes++) {
      assertThat(read(ranges(file(text), bytes, LINE_BYTES))).isEqualTo(naive(text));
      assertThat(read(stream(file(text), bytes, LINE_BYTES))).isEqualTo(naive(text));
      assertThat(read(stream(packed(text), bytes, LINE_BYTES))).isEqualTo(naive(text));
    }
  }

  @Test
  void randomLinesInBlocksOfAnySize() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 30; round++) {
      StringBuilder text = new StringBuilder();
      int most = 1 << random.nextInt(14);
      while (text.length() < 30_000) {
        int length = random.nextInt(most);
        for (int i = 0; i < length; i++) {
          text.append((char) (11 + random.nextInt(random.nextBoolean() ? 2 : 240)));
        }
        text.append('\n');
      }
      int bytes = 1 + random.nextInt(10_000);
      List<Line> expected = naive(text.toString());
      String name = "seed " + SEED + ", round " + round;
      assertThat(read(ranges(file(text.toString()), bytes, LINE_BYTES)))
          .as(name)
          .isEqualTo(expected);
      assertThat(read(stream(packed(text.toString()), bytes, LINE_BYTES)))
          .as(name)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 100, 4000, 100_000})
  void aLineBeyondTheLimitIsRefused(int bytes) throws IOException {
    String text = "first\nsecond\n" + "x".repeat(50_000) + "\nlast\n";
    for (Path file : List.of(file(text), packed(text))) {
      assertThatThrownBy(() -> read(stream(file, bytes, 49_999)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageStartingWith(file + ", record 3, byte 13: a record of more than 49999 bytes");
      assertThat(read(stream(file, bytes, 50_000))).isEqualTo(naive(text));
    }
    assertThat(read(ranges(file(text), bytes, 50_000))).isEqualTo(naive(text));
    assertThatThrownBy(() -> read(ranges(file(text), bytes, 49_999)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining(", byte 13: a record of more than 49999 bytes");
  }

  @Test
  void recordsAreCountedAfterTheFileWasClosed() throws IOException {
    BlockSource source = ranges(file("a\nb\nc\n"), 2, LINE_BYTES);
    List<BlockTask> tasks = new ArrayList<>();
    for (BlockTask task = source.next(); task != null; task = source.next()) {
      tasks.add(task);
    }
    source.close();
    BlockBuffer buffer = new BlockBuffer();
    for (BlockTask task : tasks) {
      assertThat(task.read(buffer).count()).isEqualTo(1);
    }
    assertThat(tasks.stream().map(BlockTask::recordsBefore)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void closingEndsTheThread() throws IOException {
    BlockSource source = stream(file("line\n".repeat(100_000)), 10, LINE_BYTES);
    assertThat(source.next()).isNotNull();
    source.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("sundog-read-ahead"));
  }
}
