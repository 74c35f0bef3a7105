// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.it.Program.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher: class archives, the JVM's own messages, and pipes that are closed early. */
class StartIT extends InstalledProgram {
  private static final int SECONDS = 120;
  private static final String ARCHIVED =
      "dev\\.sundog\\.cli\\.MetricsCommand source: shared objects file";

  @Test
  void startsFromTheArchiveOfTheDistribution() throws IOException {
    assertThat(loadedClasses(sundog, Map.of())).containsPattern(ARCHIVED);
  }

  /** As picocli's are in its own jar: then the JVM verifies them at each start. */
  @Test
  void noLibraryHasClassesThatCannotBeArchived() throws IOException {
    assertThat(loadedClasses(sundog, Map.of()).lines())
        .filteredOn(line -> line.contains("picocli.CommandLine"))
        .isNotEmpty()
        .allMatch(line -> line.contains("source: shared objects file"));
  }

  @Test
  void archivesClassesOnceForAnotherJdk() throws Exception {
    Program other = Program.unpack(folder);
    Path libraries = other.launcher().resolveSibling("../lib").normalize();
    Files.writeString(libraries.resolve("classes.jdk"), "25-of-another-vendor\n");
    Path cache = folder.resolve("a cache");
    Map<String, String> here = Map.of("SUNDOG_CACHE", cache.toString());
    Process parallel = other.start(here, folder, "metrics");
    CommandResult first = other.run(here, folder, "metrics");
    assertThat(parallel.waitFor()).isZero();
    assertThat(first.err()).isEmpty();
    Path archive = archive(cache);
    assertThat(loadedClasses(other, here)).containsPattern(ARCHIVED);
    assertThat(files(cache)).containsExactly(archive);

    byte[] sound = Files.readAllBytes(archive);
    for (byte[] unfit : List.of(new byte[0], new byte[4096], half(sound))) {
      Files.write(archive, unfit);
      assertThat(other.run(here, folder, "metrics")).isEqualTo(first);
    }
  }

  @Test
  void runsWhereNothingCanBeKept() throws IOException {
    Program other = Program.unpack(folder);
    Files.delete(other.launcher().resolveSibling("../lib/classes.jdk"));
    Path file = Files.createFile(folder.resolve("file"));
    CommandResult none = other.run(Map.of("SUNDOG_CACHE", file + "/cache"), folder, "metrics");
    assertThat(none.code()).isZero();
    assertThat(none.err()).isEmpty();
    assertThat(other.run(Map.of("SUNDOG_CACHE", "off"), folder, "metrics")).isEqualTo(none);
    Path noHome = folder.resolve("no home");
    Map<String, String> homeless =
        Map.of("SUNDOG_CACHE", "", "XDG_CACHE_HOME", "", "HOME", noHome.toString());
    assertThat(other.run(homeless, folder, "metrics")).isEqualTo(none);
    assertThat(noHome).doesNotExist();
  }

  @Test
  void runsWithoutATemporaryFolder() throws IOException {
    CommandResult result = sundog.run(Map.of("TMPDIR", "/nonexistent"), folder, "metrics");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo(sundog.run(folder, "metrics").out());
  }

  @Test
  void whatTheJvmReportsReachesTheUser() throws IOException {
    CommandResult result =
        shell(
            Map.of("SUNDOG_JAVA_OPTS", "-XX:NoSuchFlag"),
            "{ " + sundog.launcher() + " metrics; echo exit $?; } 2>&1 | cat");
    assertThat(result.out())
        .contains("Unrecognized VM option 'NoSuchFlag'", "exit 1")
        .doesNotContain("incubator");
  }

  @Test
  void stdoutAndStderrMayShareAFile() throws IOException {
    Files.writeString(folder.resolve("dump.jsonl"), "{\"prediction\":[1],\"reference\":[1]}\n");
    CommandResult result =
        shell(Map.of(), sundog.launcher() + " score dump.jsonl >both 2>&1; cat both");
    assertThat(result.out()).contains("sundog: detected format", "exact_match", "scored 1 item");
  }

  @Test
  void aReaderThatLeavesEarlyIsNotAnError() throws IOException {
    CommandResult result =
        shell(Map.of(), "{ " + sundog.launcher() + " metrics; echo exit $? >&2; } | true");
    assertThat(result.err()).isEqualTo("exit 0\n");
  }

  private CommandResult shell(Map<String, String> environment, String line) throws IOException {
    return Program.run(environment, folder, List.of("sh", "-c", line));
  }

  /** The JVM's list of loaded classes and where each came from. */
  private String loadedClasses(Program program, Map<String, String> environment)
      throws IOException {
    Path log = folder.resolve("classes.log");
    Map<String, String> logging = new HashMap<>(environment);
    logging.put("SUNDOG_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    CommandResult result = program.run(logging, folder, "metrics");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return Files.readString(log);
  }

  /** The file that the launcher makes in the background, and only that. */
  private static Path archive(Path cache) throws IOException, InterruptedException {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end) {
      List<Path> files = files(cache);
      if (files.size() == 1 && files.get(0).toString().endsWith(".jsa")) {
        return files.get(0);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("after " + SECONDS + " s the cache holds " + files(cache));
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
