// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every architecture rule fails on a class that breaks it, and names that class. */
class PlantedViolationTest {
  private static final String ROOT = "dev.sundog.it.planted";

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> everyRuleFailsOnItsViolation() {
    Set<String> parts = Set.of("low", "high");
    return Map.<String, ArchRule>ofEntries(
            Map.entry("Low", ArchitectureRules.arrow(ROOT + ".arrow.", "low", Set.of(), parts)),
            Map.entry("One", ArchitectureRules.noPackageCycles(ROOT + ".cycle..")),
            Map.entry("Flag", ArchitectureRules.noFlags(ROOT)),
            Map.entry("Exit", ArchitectureRules.exitOnlyIn(".*\\.Main")),
            Map.entry("Printing", ArchitectureRules.standardStreamsOnlyIn("dev.sundog.cli..")),
            Map.entry("Reflecting", ArchitectureRules.noReflection()),
            Map.entry("Serializing", ArchitectureRules.noSerialization()),
            Map.entry("MutableStatic", ArchitectureRules.noMutableStaticField()),
            Map.entry("PerThread", ArchitectureRules.noThreadLocal()),
            Map.entry("Getter", ArchitectureRules.noGetters("dev.sundog.cli..")),
            Map.entry(
                "Library",
                ArchitectureRules.librariesOnlyIn(List.of("dev.sundog.cli.."), "picocli..")),
            Map.entry("Library.commandLine", ArchitectureRules.onlyTheJdkAndAgrona(ROOT)),
            Map.entry("High", ArchitectureRules.onlyPackages(ROOT, ROOT + ".arrow.low")),
            Map.entry("WideRecord", ArchitectureRules.narrowRecords()))
        .entrySet()
        .stream()
        .map(planted ->
            DynamicTest.dynamicTest(
                planted.getKey(),
                () ->
                    assertThatThrownBy(() -> planted.getValue().check(PLANTED))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(planted.getKey())));
  }

  @Test
  void rulesHoldForClassesThatKeepThem() {
    assertThat(ArchitectureRules.noPackageCycles(ROOT + ".arrow..").evaluate(PLANTED))
        .matches(result -> !result.hasViolation());
    assertThat(
            ArchitectureRules.arrow(
                    ROOT + ".arrow.", "low", Set.of("high"), Set.of("low", "high", "other"))
                .evaluate(PLANTED))
        .matches(result -> !result.hasViolation());
    assertThat(ArchitectureRules.noFlags(ROOT + ".cycle..").evaluate(PLANTED))
        .matches(result -> !result.hasViolation());
  }
}
