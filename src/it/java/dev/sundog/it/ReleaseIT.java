// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The artifacts of every published module that Maven Central requires: {@code -Prelease}. */
@EnabledIfSystemProperty(named = "sundog.release", matches = "true")
class ReleaseIT {
  private static final Path ROOT = Path.of(System.getProperty("sundog.root"));
  private static final String VERSION = System.getProperty("sundog.version");

  @ParameterizedTest
  @ValueSource(strings = {"core", "dump", "emergence", "cli"})
  void everyModuleHasSourcesJavadocAndBillOfMaterials(String module) throws IOException {
    Path target = ROOT.resolve("engine").resolve(module).resolve("target");
    String name = "sundog-" + module + "-" + VERSION;
    try (JarFile sources = new JarFile(target.resolve(name + "-sources.jar").toFile());
        JarFile javadoc = new JarFile(target.resolve(name + "-javadoc.jar").toFile())) {
      assertThat(sources.stream()).anyMatch(entry -> entry.getName().endsWith(".java"));
      assertThat(javadoc.stream()).anyMatch(entry -> entry.getName().equals("index.html"));
    }
    assertThat(target.resolve("bom.json")).content().contains("CycloneDX", "sundog-" + module);
  }
}
