// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.it.Program.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher's class cache. */
class StartIT extends InstalledProgram {
  private static final int SECONDS = 90;

  @Test
  void keepsClassesOnceAndStartsFromThemSilently() throws Exception {
    Path cache = folder.resolve("a cache");
    Map<String, String> here = Map.of("SUNDOG_CACHE", cache.toString());
    Process other = sundog.start(here, folder, "metrics");
    CommandResult first = sundog.run(here, folder, "metrics");
    assertThat(other.waitFor()).isZero();
    Path kept = kept(cache);

    Path log = folder.resolve("classes.log");
    CommandResult second =
        sundog.run(
            Map.of(
                "SUNDOG_CACHE",
                cache.toString(),
                "SUNDOG_JAVA_OPTS",
                "-Xlog:class+load:file=" + log),
            folder,
            "metrics");
    assertThat(second).isEqualTo(first);
    assertThat(Files.readString(log))
        .containsPattern("dev\\.sundog\\.cli\\.MetricsCommand source: shared objects file");
    assertThat(files(cache)).containsExactly(kept);

    byte[] sound = Files.readAllBytes(kept);
    byte[] flipped = sound.clone();
    flipped[sound.length / 2] ^= 1;
    for (byte[] unfit : List.of(new byte[0], new byte[4096], flipped, half(sound))) {
      Files.write(kept, unfit);
      assertThat(sundog.run(here, folder, "metrics")).isEqualTo(first);
    }
  }

  @Test
  void runsWhereNothingCanBeKept() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CommandResult none = sundog.run(Map.of("SUNDOG_CACHE", file + "/cache"), folder, "metrics");
    assertThat(none.code()).isZero();
    assertThat(none.err()).isEmpty();
    assertThat(sundog.run(Map.of("SUNDOG_CACHE", "off"), folder, "metrics")).isEqualTo(none);
    assertThat(files(folder)).containsExactly(file);
  }

  /** The one file that the launcher writes in the background. */
  private static Path kept(Path cache) throws IOException, InterruptedException {
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
