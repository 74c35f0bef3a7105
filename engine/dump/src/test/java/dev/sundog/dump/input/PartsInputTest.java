// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sundog.batch.MalformedDumpException;
import dev.sundog.dump.spec.InputLimits;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsInputTest {
  private static final long SEED = 23;

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  /** Bytes of which a part has some that look like the header of a gzip member. */
  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int at = 0; at + 4 < length; at += 100_000) {
      System.arraycopy(new byte[] {0x1F, (byte) 0x8B, 8, 0}, 0, bytes, at, 4);
    }
    return bytes;
  }

  private static byte[] packed(String format, byte[] bytes) throws IOException {
    if (format.equals("zst")) {
      return Zstd.compress(bytes);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private byte[] read(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("packed"), file);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[70_001];
    try (DumpInput input = DumpInput.open(path, InputLimits.DEFAULT)) {
      for (int read = input.read(piece, 0, piece.length);
          read > 0;
          read = input.read(piece, 0, piece.length)) {
        all.write(piece, 0, read);
      }
    }
    return all.toByteArray();
  }

  private static byte[] concat(byte[]... all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] bytes : all) {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"gz, 1", "gz, 2", "gz, 9", "gz, 300", "zst, 1", "zst, 2", "zst, 9", "zst, 300"})
  void partsAreReadInOrder(String format, int parts) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] skippable = {0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3};
    for (int part = 0; part < parts; part++) {
      byte[] bytes = bytes(part == 1 ? 0 : 6_000_000 / parts + random.nextInt(1000));
      expected.writeBytes(bytes);
      if (format.equals("zst") && random.nextBoolean()) {
        file.writeBytes(skippable);
      }
      file.writeBytes(packed(format, bytes));
    }
    assertThat(Arrays.equals(read(file.toByteArray()), expected.toByteArray())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void partsLargerThanWhatIsKeptAreReadInOrder(String format) throws IOException {
    byte[] large = new byte[40 << 20];
    Arrays.fill(large, (byte) 'x');
    System.arraycopy(bytes(3 << 20), 0, large, 1 << 20, 3 << 20);
    byte[] part = packed(format, large);
    assertThat(Arrays.equals(read(concat(part, part)), concat(large, large))).isTrue();
  }

  /** The same error at the same byte as from a file that is too small for several threads. */
  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void errorsAreThoseOfReadingInOrder(String format) throws IOException {
    byte[] bytes = bytes(1_500_000);
    byte[] part = packed(format, bytes);
    byte[] two = concat(part, part);
    byte[] flipped = two.clone();
    int firstBlock = format.equals("gz") ? 10 : 9;
    flipped[part.length + firstBlock] ^= 0x06; // a reserved type of block
    byte[] trailing = concat(two, new byte[] {'x', 'y', 'z', 'x', 'y', 'z'});
    List<byte[]> files = new ArrayList<>(List.of(flipped, trailing));
    for (int cut : new int[] {3, 9, 1000, part.length - 3}) {
      files.add(Arrays.copyOf(two, part.length + cut));
    }
    for (byte[] damaged : files) {
      String expected = inOrder(format, damaged);
      assertThatThrownBy(() -> read(damaged))
          .isInstanceOf(MalformedDumpException.class)
          .hasMessageContaining(expected);
    }
  }

  private String inOrder(String format, byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("in-order"), file);
    Compression compression = format.equals("gz") ? new GzipMembers() : new ZstdFrames();
    try (DumpFile dump = DumpFile.open(path)) {
      compression.all(new FileBytes(dump, 0, dump.size())).readAllBytes();
    } catch (EOFException e) {
      return "the compressed file is cut off";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("no error");
  }

  @Test
  void closingEndsTheThreads() throws IOException {
    byte[] part = packed("gz", bytes(2_000_000));
    Path path = Files.write(folder.resolve("packed"), concat(part, part, part));
    DumpInput input = DumpInput.open(path, InputLimits.DEFAULT);
    assertThat(input.read(new byte[10], 0, 10)).isPositive();
    input.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("sundog-inflate"));
  }
}
