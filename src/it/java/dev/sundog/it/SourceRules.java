// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules about the text of files, each as a function from lines to violations. {@link
 * SourceRulesTest} shows that each of them can fail.
 */
final class SourceRules {
  static final int MAX_TYPE_LINES = 300;
  static final int MAX_FILE_LINES = 500;

  private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern TEST_LINK =
      Pattern.compile("\\]\\([^)]*((Test|IT)\\.java|/test_\\w+\\.py)[^)]*\\)");

  private static final Pattern SUPPRESSION = Pattern.compile("@SuppressWarnings\\(([^)]*)\\)");

  /** Checks that know too little of a type's contract to be right everywhere. */
  private static final Set<String> SUPPRESSIBLE =
      Set.of(
          "\"ArrayRecordComponent\"",
          "\"MustBeClosedChecker\"",
          "\"EmptyCatch\"",
          "\"ImmutableEnumChecker\"",
          "\"restricted\"");

  static final String LICENCE_LINE = "// SPDX-License-Identifier: Apache-2.0";

  private SourceRules() {}

  /** Lines with a mark of unfinished work. */
  static List<String> leftovers(List<String> lines) {
    return lines.stream().filter(line -> LEFTOVER.matcher(line).find()).toList();
  }

  /** The targets of links to files, without anchors. */
  static List<String> linkedFiles(List<String> lines) {
    return lines.stream()
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1).replaceFirst("#.*", ""))
        .filter(target -> !target.isEmpty() && !target.contains(":"))
        .toList();
  }

  /** The rows of the table under the heading with the word "promises". */
  static List<String> promises(List<String> readme) {
    return readme.stream()
        .dropWhile(line -> !line.matches("##+ .*[Pp]romises.*"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }

  /** What is wrong with the promises: the table is missing, or a row names no test. */
  static List<String> unheldPromises(List<String> readme) {
    List<String> promises = promises(readme);
    return promises.isEmpty()
        ? List.of("no table of promises")
        : promises.stream().filter(row -> !TEST_LINK.matcher(row).find()).toList();
  }

  /** Compiler arguments that the build must have, so that a warning fails it. */
  static List<String> missingStrictness(List<String> pom) {
    List<String> missing = new ArrayList<>();
    for (String wanted :
        List.of("-Werror", "-Xlint:all", "-Xdoclint:", "ErrorProne", "NullAway:ERROR")) {
      if (pom.stream()
          .noneMatch(line -> line.strip().startsWith("<arg>") && line.contains(wanted))) {
        missing.add(wanted);
      }
    }
    return missing;
  }

  /** Suppressions of warnings that are not on the list of allowed ones. */
  static List<String> suppressions(List<String> lines) {
    return lines.stream()
        .flatMap(line -> SUPPRESSION.matcher(line).results())
        .map(suppression -> suppression.group(1))
        .filter(check -> !SUPPRESSIBLE.contains(check))
        .toList();
  }

  /** The number of lines of a Java file's types: those after the package and the imports. */
  static int linesOfTypes(List<String> lines) {
    int header = 0;
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).startsWith("package ") || lines.get(line).startsWith("import ")) {
        header = line + 1;
      }
    }
    return lines.size() - header;
  }

  /** Whether a Java file begins with its licence. */
  static boolean beginsWithLicence(List<String> lines) {
    return !lines.isEmpty() && lines.get(0).equals(LICENCE_LINE);
  }
}
