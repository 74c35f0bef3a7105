// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules about files, on the files of the repository. */
class HygieneTest {
  private static final Path ROOT = Path.of(System.getProperty("sundog.root"));

  @Test
  void topLevelHasTheAgreedEntries() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("."))
          .isSubsetOf(
              "pom.xml",
              "engine",
              "bench",
              "src",
              "results",
              "README.md",
              "LICENSE",
              "CHANGELOG.md",
              "target");
    }
  }

  @Test
  void nothingIsLeftToDo() {
    assertThat(sources())
        .allSatisfy(
            file -> assertThat(SourceRules.leftovers(lines(file))).as("%s", file).isEmpty());
  }

  @Test
  void filesAreShort() {
    assertThat(sources())
        .allSatisfy(file ->
            assertThat(lines(file)).as("%s", file).hasSizeLessThan(SourceRules.MAX_FILE_LINES));
    assertThat(mainSources())
        .filteredOn(file -> SourceRules.linesOfTypes(lines(file)) > SourceRules.MAX_TYPE_LINES)
        .isEmpty();
  }

  @Test
  void warningsFailTheBuildAndAreRarelySuppressed() {
    assertThat(SourceRules.missingStrictness(lines(ROOT.resolve("pom.xml")))).isEmpty();
    assertThat(mainSources())
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(SourceRules.suppressions(lines(file))).as("%s", file).isEmpty());
  }

  @Test
  void everyJavaFileBeginsWithItsLicence() {
    assertThat(sources())
        .filteredOn(file -> file.toString().endsWith(".java"))
        .filteredOn(file -> !SourceRules.beginsWithLicence(lines(file)))
        .isEmpty();
  }

  @Test
  void everyPackageIsDocumentedAndNullMarked() {
    Set<Path> packages = mainSources().stream().map(Path::getParent).collect(Collectors.toSet());
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(folder ->
            assertThat(folder.resolve("package-info.java"))
                .content()
                .contains("/**", "@NullMarked"));
  }

  @Test
  void linkedFilesExist() throws IOException {
    try (Stream<Path> tree = Files.walk(ROOT)) {
      List<Path> pages =
          tree.filter(file -> file.toString().endsWith(".md")).filter(HygieneTest::isOurs).toList();
      assertThat(pages)
          .isNotEmpty()
          .allSatisfy(page ->
              assertThat(SourceRules.linkedFiles(lines(page)))
                  .as("links in %s", page)
                  .allSatisfy(target -> assertThat(page.resolveSibling(target)).exists()));
    }
  }

  @Test
  void theReadmeHasTheCoordinatesOfTheBuild() {
    Pattern project = Pattern.compile("^  <version>(.*)</version>$");
    String version =
        lines(ROOT.resolve("pom.xml")).stream()
            .map(project::matcher)
            .filter(Matcher::matches)
            .findFirst()
            .orElseThrow()
            .group(1);
    assertThat(lines(ROOT.resolve("README.md")))
        .filteredOn(line -> line.startsWith("<dependency>"))
        .hasSize(2)
        .zipSatisfy(
            List.of("core", "dump"),
            (line, module) ->
                assertThat(line)
                    .contains(
                        "<groupId>dev.sundog</groupId><artifactId>sundog-"
                            + module
                            + "</artifactId>")
                    .contains("<version>" + version + "</version>"));
  }

  @Test
  void everyModuleIsDescribed() {
    assertThat(lines(ROOT.resolve("pom.xml")))
        .extracting(String::strip)
        .contains("<url>https://sundog.dev</url>")
        .contains("<licenses>", "<developers>")
        .anyMatch(line -> line.startsWith("<scm"));
    assertThat(sources())
        .filteredOn(file -> file.endsWith("pom.xml"))
        .hasSizeGreaterThan(5)
        .allSatisfy(pom -> assertThat(pom).content().contains("\n  <name>", "\n  <description>"));
  }

  @Test
  void everyPromiseLinksToTheTestThatHoldsIt() {
    List<String> readme = lines(ROOT.resolve("README.md"));
    assertThat(SourceRules.unheldPromises(readme)).isEmpty();
  }

  /** An embedder does not pass them, so that speed must not depend on them. */
  @Test
  void theProgramRunsWithoutCommandsToTheCompiler() {
    assertThat(lines(ROOT.resolve("src/assembly/jvm.flags")))
        .isNotEmpty()
        .noneMatch(line -> line.contains("CompileCommand"));
  }

  private static List<Path> sources() {
    try (Stream<Path> tree = Files.walk(ROOT)) {
      return tree.filter(Files::isRegularFile)
          .filter(HygieneTest::isOurs)
          .filter(file ->
              file.toString().matches(".*\\.(java|xml|js|css|html)|.*/src/bin/.*|.*/\\.ci/.*"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> mainSources() {
    return sources().stream().filter(file -> file.toString().contains("/src/main/java/")).toList();
  }

  /**
   * Whether a file belongs to the repository: not built, not an editor's, not an input of tests.
   */
  private static boolean isOurs(Path file) {
    return Stream.of("/target/", "/.git/", "/.idea/", "/src/corpus/", "/results/")
        .noneMatch(part -> ("/" + ROOT.relativize(file)).contains(part));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
