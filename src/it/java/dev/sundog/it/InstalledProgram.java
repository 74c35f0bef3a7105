// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests of the packed program; each has a folder of its own. */
abstract class InstalledProgram {
  @TempDir static Path installed;

  /** The program. */
  static Program sundog;

  /** The test's own folder. */
  @TempDir Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    sundog = Program.unpack(installed);
  }

  /** Names of the files that a test wrote. */
  final List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
