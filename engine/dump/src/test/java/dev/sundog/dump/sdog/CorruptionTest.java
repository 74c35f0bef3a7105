// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.run.WorkerContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dump truncated at any byte, or with any bit flipped, is a located error or is recovered. */
class CorruptionTest {
  @TempDir Path directory;
  private Path dump;
  private byte[] sound;
  private List<List<String>> batches;

  /** Shared by all reads: freeing its memory takes longer than a read. */
  private final WorkerContext worker = Sdog.worker(List.of("model"));

  @AfterEach
  void freeBuilder() {
    worker.close();
  }

  @BeforeEach
  void writeDump() throws IOException {
    dump = directory.resolve("dump.sdog");
    Sdog.convert(new RandomBatches(Sdog.SEED, 6, 5, List.of("model")), dump, 1);
    sound = Files.readAllBytes(dump);
    batches = read(dump, false);
    assertThat(batches).hasSizeGreaterThan(2);
  }

  @Test
  void aCutAtAnyByteIsAnErrorAtAPlace() throws IOException {
    for (int length = sound.length - 1; length >= 0; length--) {
      cut(length);
      assertRefused("cut at " + length, length);
    }
  }

  @Test
  void aCutAtAnyByteLosesOnlyTheTail() throws IOException {
    int headerBytes = FileHeader.encode(List.of("model")).length;
    int recovered = batches.size();
    for (int length = sound.length - 1; length >= headerBytes; length--) {
      cut(length);
      List<List<String>> found = read(dump, true);
      assertThat(found.size()).as("cut at " + length).isBetween(recovered - 1, recovered);
      assertThat(found).isEqualTo(batches.subList(0, found.size()));
      recovered = found.size();
    }
    assertThat(recovered).isZero();
  }

  private void cut(int length) throws IOException {
    try (FileChannel file = FileChannel.open(dump, StandardOpenOption.WRITE)) {
      file.truncate(length);
    }
  }

  @Test
  void aFlippedBitIsAnErrorAtAPlace() throws IOException {
    System.out.println("seed " + Sdog.SEED);
    Random random = new Random(Sdog.SEED);
    flipBits(IntStream.range(0, sound.length).map(at -> 8 * at + random.nextInt(8)));
  }

  @Test
  @Tag("slow")
  void anyFlippedBitIsAnErrorAtAPlace() throws IOException {
    flipBits(IntStream.range(0, 8 * sound.length));
  }

  private void flipBits(IntStream bits) throws IOException {
    try (FileChannel file = FileChannel.open(dump, StandardOpenOption.WRITE)) {
      for (int bit : bits.toArray()) {
        byte original = sound[bit / 8];
        file.write(ByteBuffer.wrap(new byte[] {(byte) (original ^ 1 << bit % 8)}), bit / 8);
        assertRefused("bit " + bit, sound.length);
        file.write(ByteBuffer.wrap(new byte[] {original}), bit / 8);
      }
    }
    assertThat(read(dump, false)).isEqualTo(batches);
  }

  @Test
  void recoveryOfFlippedBitsNeverInventsAnything() throws IOException {
    System.out.println("seed " + Sdog.SEED);
    Random random = new Random(Sdog.SEED);
    for (int run = 0; run < 500; run++) {
      int cut = random.nextInt(sound.length / 2, sound.length);
      byte[] flipped = Arrays.copyOf(sound, cut);
      int bit = random.nextInt(8 * cut);
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(dump, flipped);
      try {
        List<List<String>> found = read(dump, true);
        assertThat(found).as("bit " + bit).isEqualTo(batches.subList(0, found.size()));
      } catch (MalformedDumpException e) {
        assertThat(e.offset()).as("bit " + bit).isLessThan(cut);
      }
    }
  }

  @Test
  void extraBytesAreAnError() throws IOException {
    Files.write(dump, Arrays.copyOf(sound, sound.length + 1));
    assertRefused("one more byte", sound.length + 1);
  }

  @Test
  void otherFilesAreRejected() throws IOException {
    Files.writeString(dump, "{\"prediction\":[1],\"reference\":[2]}\n");
    assertThatThrownBy(() -> read(dump, false))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessage(dump + ", byte 0: not a native dump (.sdog)");
    Path absent = directory.resolve("absent.sdog");
    assertThatThrownBy(() -> read(absent, false)).hasMessage(absent + ": there is no such file");
  }

  @Test
  void recoveryReportsItsLoss() throws IOException {
    Files.write(dump, Arrays.copyOf(sound, sound.length - 1));
    try (NativeDumpReader reader =
        NativeDumpReader.open(dump, List.of(), BatchLimits.DEFAULT, true)) {
      assertThat(reader.loss().orElseThrow())
          .startsWith(dump + " is incomplete: recovered " + reader.items() + " items in ")
          .endsWith("last 35 bytes, from byte " + (sound.length - FileFooter.BYTES) + ", are lost");
    }
    assertThatThrownBy(() -> read(dump, false))
        .hasMessageContaining("before it are complete. Set Field.RECOVER to read them");
  }

  @ParameterizedTest
  @CsvSource({
    "1, LITTLE_ENDIAN, native dump of version 1; this program reads version 2",
    "3, LITTLE_ENDIAN, native dump of version 3; this program reads version 2",
    "-1, LITTLE_ENDIAN, native dump of version 4294967295; this program reads version 2",
    "2, BIG_ENDIAN, a big-endian native dump; native dumps are little-endian",
  })
  void otherVersionsAndByteOrdersAreRejected(int version, String order, String message)
      throws IOException {
    ByteBuffer header = ByteBuffer.wrap(sound.clone());
    header.order(order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    Files.write(dump, header.putInt(Long.BYTES, version).array());
    assertThatThrownBy(() -> read(dump, false))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageStartingWith(dump + ", byte 8: " + message);
  }

  /** The bytes of a header are fixed by the format, whatever machine writes it. */
  @Test
  void theHeaderIsLittleEndian() {
    assertThat(HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(sound, 29)))
        .isEqualTo(
            "8953444F470D0A1A" + "02000000" + "21000000" + "01000000" + "05000000" + "6D6F64656C");
  }

  private List<List<String>> read(Path path, boolean recover) {
    try (NativeDumpReader reader =
        NativeDumpReader.open(path, List.of(), BatchLimits.DEFAULT, recover)) {
      return RandomBatches.describeAll(reader, worker);
    }
  }

  private void assertRefused(String how, long length) {
    assertThatThrownBy(() -> read(dump, false))
        .as(how)
        .isInstanceOfSatisfying(
            MalformedDumpException.class,
            e -> {
              assertThat(e.source()).isEqualTo(dump.toString());
              assertThat(e.offset()).as(how).isBetween(0L, length);
            });
  }
}
