// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
  @TempDir Path directory;

  @Test
  void theFileAppearsAtTheCommit() throws IOException {
    Path target = directory.resolve("out.txt");
    try (AtomicOutput output = AtomicOutput.to(target)) {
      try (OutputStream stream = output.stream()) {
        stream.write("new".getBytes(UTF_8));
      }
      assertThat(target).doesNotExist();
      output.commit();
      assertThat(target).hasContent("new");
      assertThatThrownBy(output::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void withoutACommitTheOldFileStays() throws IOException {
    Path target = Files.writeString(directory.resolve("out.txt"), "old");
    try (AtomicOutput output = AtomicOutput.to(target);
        OutputStream stream = output.stream()) {
      stream.write("new".getBytes(UTF_8));
    }
    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void aLinkLeadsToTheFileThatIsReplaced() throws IOException {
    Path target = Files.writeString(directory.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link.txt"), target);
    AtomicOutput.write(link, "new");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(target).hasContent("new");
  }

  @Test
  void aFileThatIsReplacedKeepsItsMode() throws IOException {
    for (String mode : new String[] {"rw-rw----", "r--r--r--", "rwx---r-x"}) {
      Path target = Files.writeString(directory.resolve("out.txt"), "old");
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
      AtomicOutput.write(target, "new");
      assertThat(target).hasContent("new");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
          .isEqualTo(mode);
      Files.delete(target);
    }
  }

  @Test
  void whatIsNoFileIsNotReplaced() {
    assertThatThrownBy(() -> AtomicOutput.write(directory, "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(directory + ": it exists and is not a regular file");
  }

  @Test
  void aMissingDirectoryIsToldByTheNameOfTheFile() {
    Path target = directory.resolve("absent/out.txt");
    assertThatThrownBy(() -> AtomicOutput.write(target, "new"))
        .isInstanceOf(IOException.class)
        .hasMessage("can't write " + target + ": no such directory");
  }

  @Test
  void aReadOnlyDirectoryIsToldBeforeAnyWork() throws IOException {
    assertThat(directory.toFile().setWritable(false)).isTrue();
    try {
      assumeTrue(!Files.isWritable(directory), "this user may write anywhere");
      Path target = directory.resolve("out.txt");
      assertThatThrownBy(() -> AtomicOutput.to(target))
          .hasMessage("can't write " + target + ": permission denied");
    } finally {
      assertThat(directory.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void nothingStaysWhereTheDeviceIsFull() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell to limit a file's size with");
    Path target = directory.resolve("out.txt");
    Process child = writer("ulimit -f 64; exec \"$@\"", target, 1 << 20);
    String errors = new String(child.getErrorStream().readAllBytes(), UTF_8);
    assertThat(child.waitFor()).isEqualTo(1);
    assertThat(errors).contains("can't write " + target + ": File too large");
    assertThat(names()).isEmpty();
  }

  @Test
  @Tag("slow")
  void aKilledWriterLeavesTheOldFileOrTheNewOne() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell to start a child with");
    long seed = Long.getLong("sundog.seed", 42);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Path target = directory.resolve("out.txt");
    for (int run = 0; run < 50; run++) {
      Files.deleteIfExists(target);
      Process child = writer("exec \"$@\"", target, 4 << 20);
      child.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      if (Files.exists(target)) {
        assertThat(Files.size(target)).isEqualTo(4 << 20);
      }
    }
  }

  private static Process writer(String script, Path target, int bytes) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                "/bin/bash",
                "-c",
                script,
                "bash",
                java,
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                target.toString(),
                Integer.toString(bytes)))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** The child: writes so many bytes to a file. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      AtomicOutput.write(Path.of(args[0]), "x".repeat(Integer.parseInt(args[1])));
    }
  }
}
