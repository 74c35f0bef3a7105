// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundog.it.Program.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packed program: streams, exit codes, signals, kernels. */
class ProgramIT extends InstalledProgram {
  @Test
  void printsItsVersionAndThatOfJava() throws IOException {
    CommandResult result = sundog.run(folder, "--version");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("sundog " + System.getProperty("sundog.version"));
    assertThat(result.out()).contains("Java 25");
  }

  @Test
  void demoWritesResultsToStdoutAndMessagesToStderr() throws IOException {
    CommandResult result = sundog.run(folder, "demo", "--items", "20000");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("exact_match", "token_edit_distance", "(0.7874)");
    assertThat(result.out()).doesNotContain("kernels", "items/s");
    assertThat(result.err()).contains("scored 20,000 items", "items/s", "kernels", "sundog score");
    assertThat(result.err()).doesNotContain("%").doesNotContain("\r");
  }

  @Test
  void scalarKernelsGiveTheSameData() throws IOException {
    CommandResult vector = sundog.run(folder, "demo", "--items", "20000");
    CommandResult scalar =
        sundog.run(
            Map.of("SUNDOG_JAVA_OPTS", "-Dsundog.kernels=scalar"),
            folder,
            "demo",
            "--items",
            "20000");
    assertThat(scalar.err()).contains("with scalar kernels");
    assertThat(scalar.out()).isEqualTo(vector.out());
  }

  @Test
  void aSignalLeavesNoUnfinishedFile() throws Exception {
    Map<String, String> here = Map.of("SUNDOG_JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
    Process demo = sundog.start(here, folder, "demo", "--items", "2000000000");
    long end = System.nanoTime() + 20_000_000_000L;
    while (files("*.tmp").isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(files("*.tmp")).hasSize(1);
    demo.destroy();
    assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isNotZero();
    assertThat(files("*")).isEmpty();
  }

  private List<Path> files(String pattern) throws IOException {
    PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(file -> !file.equals(folder))
          .filter(file -> matcher.matches(file.getFileName()))
          .toList();
    }
  }

  @Test
  void wrongUsageIsOneLineAndCode64() throws IOException {
    CommandResult result = sundog.run(folder, "score", "--fly");
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("sundog: ").hasLineCount(1);
  }

  @Test
  void withoutAJdk25OneLineNamesThePlacesSearched() throws IOException {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : new String[] {"sh", "dirname", "readlink", "grep"}) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }
    CommandResult result =
        sundog.run(
            Map.of(
                "PATH", tools.toString(),
                "JAVA_HOME", "/nowhere",
                "JAVA25_HOME", "",
                "SUNDOG_JAVA_HOME", "",
                "SUNDOG_JDKS", "/no/jdks"),
            folder,
            "--version");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).hasLineCount(1).contains("JDK 25", "JAVA_HOME", "/no/jdks");
  }

  private static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
