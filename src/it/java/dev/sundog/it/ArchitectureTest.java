// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The architecture rules on the classes of all modules. */
class ArchitectureTest {
  private static final String ROOT = "dev.sundog.";

  /** Each package and those of ours that it may use. Modules follow: core is the first eight. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("batch", Set.of()),
          entry("text", Set.of()),
          entry("kernel", Set.of("batch")),
          entry("metric", Set.of("batch", "text", "kernel")),
          entry("parity", Set.of("batch", "text", "kernel", "metric")),
          entry("statistics", Set.of("metric")),
          entry("aggregate", Set.of("batch", "text", "kernel", "metric", "statistics")),
          entry("run", Set.of("batch", "kernel", "metric", "aggregate")),
          entry("dump", Set.of("batch", "text", "kernel", "metric", "aggregate", "run")),
          entry("python", Set.of("batch", "text", "kernel", "metric", "aggregate", "run", "dump")),
          entry("emergence", Set.of("batch", "kernel", "metric", "aggregate", "run", "statistics")),
          entry("perf", Set.of("batch", "text", "metric", "statistics")),
          entry(
              "bench",
              Set.of(
                  "batch",
                  "kernel",
                  "metric",
                  "aggregate",
                  "run",
                  "statistics",
                  "dump",
                  "emergence",
                  "perf",
                  "cli")),
          entry(
              "cli",
              Set.of(
                  "batch",
                  "text",
                  "kernel",
                  "metric",
                  "parity",
                  "aggregate",
                  "run",
                  "statistics",
                  "dump",
                  "emergence",
                  "perf")));

  /** The packages of core. */
  private static final String[] CORE =
      Stream.of("batch", "text", "kernel", "metric", "parity", "aggregate", "run", "statistics")
          .map(name -> ROOT + name + "..")
          .toArray(String[]::new);

  private static final String DUMP = "dev.sundog.dump..";
  private static final String PYTHON = "dev.sundog.python..";
  private static final String EMERGENCE = "dev.sundog.emergence..";
  private static final String PERF = "dev.sundog.perf..";
  private static final String CLI = "dev.sundog.cli..";
  private static final String BENCH = "dev.sundog.bench..";

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("/test/"))
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.sundog");
  }

  @TestFactory
  Stream<DynamicTest> dependenciesFollowTheArrows() {
    return ARROWS.entrySet().stream()
        .filter(arrow -> arrow.getValue().size() < ARROWS.size() - 1)
        .map(arrow ->
            test(
                arrow.getKey(),
                ArchitectureRules.arrow(ROOT, arrow.getKey(), arrow.getValue(), ARROWS.keySet())));
  }

  @TestFactory
  Stream<DynamicTest> packagesFormNoCycle() {
    return Stream.of(
        test("core", ArchitectureRules.noPackageCycles(CORE)),
        test("dump", ArchitectureRules.noPackageCycles(DUMP)),
        test("emergence", ArchitectureRules.noPackageCycles(EMERGENCE)),
        test("perf", ArchitectureRules.noPackageCycles(PERF)),
        test("cli", ArchitectureRules.noPackageCycles(CLI)),
        test("bench", ArchitectureRules.noPackageCycles(BENCH)));
  }

  @TestFactory
  Stream<DynamicTest> onlyTheProgramKnowsItsFlags() {
    return Stream.of(
        test("core", ArchitectureRules.noFlags(CORE)),
        test("dump", ArchitectureRules.noFlags(DUMP)),
        test("python", ArchitectureRules.noFlags(PYTHON)),
        test("emergence", ArchitectureRules.noFlags(EMERGENCE)),
        test("perf", ArchitectureRules.noFlags(PERF)));
  }

  @Test
  void recordsHaveFewComponents() {
    ArchitectureRules.narrowRecords().check(classes);
  }

  @Test
  void everyClassLivesInAPackageWithArrows() {
    ArchitectureRules.onlyPackages(
            ARROWS.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .check(classes);
  }

  @Test
  void coreDependsOnlyOnTheJdkAndAgrona() {
    ArchitectureRules.onlyTheJdkAndAgrona(CORE).check(classes);
  }

  @TestFactory
  Stream<DynamicTest> librariesStayInTheirModule() {
    return Stream.of(
        test(
            "dump",
            ArchitectureRules.librariesOnlyIn(
                List.of(DUMP), "net.openhft..", "com.github.luben..", "com.knuddels..")),
        test("cli", ArchitectureRules.librariesOnlyIn(List.of(CLI), "me.tongfei..", "org.jline..")),
        test("picocli", ArchitectureRules.librariesOnlyIn(List.of(CLI, BENCH), "picocli..")),
        test("fastcsv", ArchitectureRules.librariesOnlyIn(List.of(DUMP, CLI), "de.siegmar..")),
        test(
            "bench",
            ArchitectureRules.librariesOnlyIn(
                List.of(BENCH),
                "org.openjdk.jmh..",
                "org.apache.commons..",
                "info.debatty..",
                "org.apache.lucene..",
                "com.google.gwt..")));
  }

  @Test
  void onlyMainEndsTheJvm() {
    ArchitectureRules.exitOnlyIn("dev\\.sundog\\.((cli|bench)\\.Main|python\\.Server)")
        .check(classes);
  }

  @Test
  void onlyTheProgramAndTheBenchmarksUseTheStandardStreams() {
    ArchitectureRules.standardStreamsOnlyIn(CLI, BENCH, PYTHON).check(classes);
  }

  @Test
  void noClassUsesReflection() {
    ArchitectureRules.noReflection().check(classes);
  }

  @Test
  void noClassUsesSerialization() {
    ArchitectureRules.noSerialization().check(classes);
  }

  @Test
  void noStaticStateIsMutable() {
    ArchitectureRules.noMutableStaticField().check(classes);
    ArchitectureRules.noThreadLocal().check(classes);
  }

  @Test
  void accessorsHaveNoPrefix() {
    ArchitectureRules.noGetters(CLI, BENCH).check(classes);
  }

  private static DynamicTest test(String name, ArchRule rule) {
    return DynamicTest.dynamicTest(name, () -> rule.check(classes));
  }
}
