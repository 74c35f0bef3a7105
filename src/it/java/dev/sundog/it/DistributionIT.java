// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The legal files of the distribution. */
class DistributionIT extends InstalledProgram {
  @Test
  void noticeListsExactlyTheBundledLibraries() throws IOException {
    assertThat(notice().map(library -> library[0]).toList())
        .containsExactlyInAnyOrderElementsOf(bundledLibraries());
  }

  @Test
  void everyLicenceOfALibraryIsIncluded() throws IOException {
    Path home = home();
    assertThat(home.resolve("LICENSE")).content().contains("Apache License", "Version 2.0");
    assertThat(notice().map(library -> library[1]).distinct())
        .contains("Apache-2.0", "MIT")
        .filteredOn(licence -> !licence.equals("Apache-2.0"))
        .allSatisfy(licence -> assertThat(home.resolve("licenses/" + licence + ".txt")).exists());
  }

  @Test
  void theBillOfMaterialsIsIncluded() {
    assertThat(home().resolve("sbom.json")).content().contains("CycloneDX", "sundog-core");
  }

  private static Path home() {
    return sundog.launcher().resolve("../..").normalize();
  }

  /** Name and licence of each library in NOTICE. */
  private static Stream<String[]> notice() throws IOException {
    return Files.readAllLines(home().resolve("NOTICE")).stream()
        .dropWhile(line -> !line.startsWith("library "))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.startsWith(" "))
        .map(line -> line.split(" +", 3));
  }

  private static List<String> bundledLibraries() throws IOException {
    try (Stream<Path> files = Files.list(home().resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") && !name.startsWith("sundog-"))
          .map(name -> name.replaceFirst("-\\d.*", ""))
          .toList();
    }
  }
}
