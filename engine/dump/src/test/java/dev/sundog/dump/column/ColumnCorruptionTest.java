// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sundog.batch.LimitExceededException;
import dev.sundog.batch.MalformedDumpException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged file is read, or a located error: nothing else, and at once. */
class ColumnCorruptionTest {
  private static final long SEED = Long.getLong("sundog.seed", 20261130);

  @TempDir Path folder;

  static List<Path> arrow() {
    return List.of(
        Records.TOKENS.file("file.arrow"),
        Records.TOKENS.file("dictionary-stream.arrows"),
        Records.TOKENS.file("runs.arrow"),
        Records.TOKENS.file("polars.arrow"),
        Records.TOKENS.file("large-zstd-stream.arrows"),
        Records.TEXTS.file("view.arrow"),
        Records.NESTED.file("large-lz4.arrow"),
        Records.CHOICES.file("stream.arrows"));
  }

  /** Whether a file is accepted. */
  private boolean check(Records records, byte[] bytes, String what) throws IOException {
    Path file = Files.write(folder.resolve("damaged"), bytes);
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> records.scored(file), what);
      return true;
    } catch (MalformedDumpException e) {
      assertThat(e.source()).as(what).startsWith(file.toString());
      assertThat(e.offset()).as(what).isLessThanOrEqualTo(bytes.length);
    } catch (LimitExceededException e) {
      assertThat(e).as(what).hasMessageStartingWith(file.toString());
    }
    return false;
  }

  private static Records records(Path file) {
    return Arrays.stream(Records.values())
        .filter(records -> records.files("").contains(file))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("arrow")
  void cut(Path file) throws IOException {
    byte[] sound = Files.readAllBytes(file);
    for (int length = sound.length - 1; length >= 0; length -= length > 1500 ? 31 : 127) {
      boolean accepted = check(records(file), Arrays.copyOf(sound, length), "cut at " + length);
      assertThat(accepted).as("cut at " + length).isFalse();
    }
  }

  private void flip(Path file, int times) throws IOException {
    System.out.println(file.getFileName() + ": seed " + SEED + " (replay with -Dsundog.seed)");
    Random random = new Random(SEED);
    byte[] sound = Files.readAllBytes(file);
    Records records = records(file);
    int accepted = 0;
    for (int time = 0; time < times; time++) {
      byte[] damaged = sound.clone();
      StringBuilder what = new StringBuilder(file.getFileName().toString());
      for (int flips = 1 + random.nextInt(2); flips > 0; flips--) {
        int at = random.nextInt(damaged.length);
        int bit = random.nextInt(8);
        damaged[at] ^= (byte) (1 << bit);
        what.append(", byte ").append(at).append(" bit ").append(bit);
      }
      accepted += check(records, damaged, what.toString()) ? 1 : 0;
    }
    assertThat(accepted).isBetween(1, times - 1);
  }

  @ParameterizedTest
  @MethodSource("arrow")
  void flips(Path file) throws IOException {
    flip(file, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("arrow")
  void manyFlips(Path file) throws IOException {
    flip(file, 2_500);
  }

  /** The footer of a Parquet file, cut at every byte. */
  @Tag("slow")
  @Test
  void cutParquet() throws IOException {
    byte[] sound = Files.readAllBytes(Records.TOKENS.file("snappy.parquet"));
    int footer = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(sound.length - 8);
    for (int cut = 1; cut <= footer + 8; cut++) {
      byte[] damaged = Arrays.copyOf(sound, sound.length - cut);
      assertThat(check(Records.TOKENS, damaged, "cut by " + cut)).as("cut by " + cut).isFalse();
    }
  }
}
