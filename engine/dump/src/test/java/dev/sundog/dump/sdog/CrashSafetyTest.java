// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.sdog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sundog.batch.BatchLimits;
import dev.sundog.batch.MalformedDumpException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers and readers, in JVMs of their own, whom the world does not treat well. */
@Tag("slow")
class CrashSafetyTest {
  private static final int BLOCK_BYTES = 4 << 20;

  @TempDir Path directory;
  private Path dump;
  private final Random random = new Random(Sdog.SEED);

  @BeforeEach
  void name() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell to start a child with");
    System.out.println("seed " + Sdog.SEED);
    dump = directory.resolve("dump.sdog");
  }

  @Test
  void moreThanTwoGigabytesComeBack() throws IOException {
    int blocks = 560;
    Child.write(dump, blocks);
    assertThat(Files.size(dump)).isGreaterThan((long) blocks * BLOCK_BYTES);
    try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT)) {
      var summary = Sdog.score(reader, 2);
      assertThat(summary.metric("exact_match").sum()).isEqualTo(blocks);
      assertThat(summary.metric("token_edit_distance").sum()).isZero();
    }
  }

  @Test
  void aKilledWriterLeavesNoDumpAndABeginningToRecover() throws Exception {
    int recovered = 0;
    for (int run = 0; run < 50; run++) {
      Process child = Child.start("true", List.of(), "write", dump.toString(), "60");
      awaitLine(child, "begun");
      child.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      if (Files.exists(dump)) {
        try (NativeDumpReader reader = NativeDumpReader.open(dump, BatchLimits.DEFAULT)) {
          assertThat(reader.items()).isEqualTo(60);
        }
      }
      for (Path left : files()) {
        recovered += left.equals(dump) ? 0 : recoveredItems(left);
        Files.delete(left);
      }
    }
    assertThat(recovered).isPositive();
  }

  private static int recoveredItems(Path left) {
    try (NativeDumpReader reader =
        NativeDumpReader.open(left, List.of(), BatchLimits.DEFAULT, true)) {
      var summary = Sdog.score(reader, 1);
      assertThat(summary.metric("exact_match").sum()).isEqualTo((double) reader.items());
      return (int) reader.items();
    } catch (MalformedDumpException e) {
      // Killed before the header: nothing to recover.
      assertThat(e.offset()).isZero();
      return 0;
    }
  }

  @Test
  void aFileThatIsCutUnderAReaderNeverEndsTheJvm() throws Exception {
    Child.write(dump, 20);
    byte[] sound = Files.readAllBytes(dump);
    for (int run = 0; run < 20; run++) {
      Files.write(dump, sound);
      Process child = Child.start("true", List.of(), "score", dump.toString());
      awaitLine(child, "20");
      child.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
      try (FileChannel file = FileChannel.open(dump, StandardOpenOption.WRITE)) {
        file.truncate(random.nextInt(1, sound.length));
      }
      String talk = child.inputReader(UTF_8).readAllAsString();
      assertThat(child.waitFor()).as(talk).isEqualTo(2);
      assertThat(talk).contains(dump + ", ");
    }
  }

  @Test
  void aFullDeviceIsToldByBothWriters() throws Exception {
    for (String writer : List.of("mapped", "channel")) {
      Process child =
          Child.start(
              "ulimit -f 51200",
              List.of("-Dsundog.dump.writer=" + writer),
              "write",
              dump.toString(),
              "100");
      String talk = new String(child.getInputStream().readAllBytes(), UTF_8);
      assertThat(child.waitFor()).as(talk).isEqualTo(1);
      assertThat(talk).contains("can't write " + dump + ": ").doesNotContain("whole");
      assertThat(files()).as(talk).isEmpty();
    }
  }

  private static void awaitLine(Process child, String line) throws IOException {
    BufferedReader talk = child.inputReader(UTF_8);
    for (String said = talk.readLine(); !line.equals(said); said = talk.readLine()) {
      assertThat(said).as("the child ended").isNotNull();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
