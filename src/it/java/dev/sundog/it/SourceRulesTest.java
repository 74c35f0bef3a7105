// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule about the text of files finds a planted violation. */
class SourceRulesTest {
  @Test
  void leftoversAreFound() {
    String mark = "// TO" + "DO: later";
    assertThat(SourceRules.leftovers(List.of("int a;", mark))).containsExactly(mark);
  }

  @Test
  void linkedFilesAreFoundWithoutAnchorsAndAddresses() {
    assertThat(
            SourceRules.linkedFiles(
                List.of("[a](a.md#part) and [b](b.md)", "[c](https://c.org), [d](#d)")))
        .containsExactly("a.md", "b.md");
  }

  @Test
  void aPromiseWithoutATestIsFound() {
    List<String> readme =
        List.of(
            "## Promises",
            "| promise | test |",
            "|---|---|",
            "| kept | [A](a/ATest.java) |",
            "| not kept | |",
            "## Other",
            "| row of another table |");
    assertThat(SourceRules.unheldPromises(readme)).containsExactly("| not kept | |");
  }

  @Test
  void aMissingTableOfPromisesIsFound() {
    assertThat(SourceRules.unheldPromises(List.of("## Other", "| a |", "|---|", "| b |")))
        .containsExactly("no table of promises");
    assertThat(SourceRules.unheldPromises(List.of("## Promises", "none"))).isNotEmpty();
  }

  @Test
  void aLenientCompilerIsFound() {
    assertThat(
            SourceRules.missingStrictness(
                List.of(
                    "<arg>-Xlint:all,-processing</arg>",
                    "<!-- <arg>-Werror</arg> -->",
                    "<arg>-Xdoclint:all</arg>",
                    "<arg>-Xplugin:ErrorProne -Xep:NullAway:WARN</arg>")))
        .containsExactly("-Werror", "NullAway:ERROR");
  }

  @Test
  void aBroadSuppressionIsFound() {
    assertThat(
            SourceRules.suppressions(
                List.of(
                    "@SuppressWarnings(\"ArrayRecordComponent\")",
                    "@SuppressWarnings(\"unchecked\")",
                    "@SuppressWarnings({\"EmptyCatch\", \"rawtypes\"})")))
        .containsExactly("\"unchecked\"", "{\"EmptyCatch\", \"rawtypes\"}");
  }

  @Test
  void linesOfTypesLeaveOutPackageAndImports() {
    assertThat(
            SourceRules.linesOfTypes(
                List.of("// licence", "package a;", "", "import b.C;", "", "class D {", "}")))
        .isEqualTo(3);
  }

  @Test
  void aFileWithoutLicenceIsFound() {
    assertThat(SourceRules.beginsWithLicence(List.of(SourceRules.LICENCE_LINE, "package a;")))
        .isTrue();
    assertThat(SourceRules.beginsWithLicence(List.of("package a;", SourceRules.LICENCE_LINE)))
        .isFalse();
    assertThat(SourceRules.beginsWithLicence(List.of())).isFalse();
  }
}
