// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Rejects command lines that name a file both as input and output, or as two outputs. */
final class PathConflicts {
  private static final Set<String> OUTPUTS =
      Set.of("--scores", "--summary", "--report", "--readings");

  private final ParseResult command;
  private final List<String> outputs = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  private PathConflicts(ParseResult command) {
    this.command = command;
    for (OptionSpec option : command.matchedOptions()) {
      (OUTPUTS.contains(option.longestName()) ? outputs : others).addAll(given(option));
    }
    // Positional arguments with an option between them are matched in several parts.
    command.matchedPositionals().stream().distinct().forEach(files -> others.addAll(given(files)));
    if (command.commandSpec().userObject() instanceof ConvertCommand && !others.isEmpty()) {
      outputs.add(others.removeLast());
    }
  }

  /**
   * Runs a parsed command.
   *
   * @throws ParameterException if a file is input and output, or two outputs
   */
  static int run(ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    new PathConflicts(command).check();
    return new RunLast().execute(parsed);
  }

  private static List<String> given(ArgSpec argument) {
    return argument.originalStringValues();
  }

  private void check() {
    for (int i = 0; i < outputs.size(); i++) {
      String output = outputs.get(i);
      if (output.equals("-")) {
        throw wrong("cannot write a file to '-': stdout is for the table. Name a file");
      }
      if (outputs.subList(0, i).stream().anyMatch(before -> same(before, output))) {
        throw wrong(output + " is named for two outputs. Choose different files");
      }
      if (others.stream().anyMatch(other -> same(other, output))) {
        throw wrong(output + " is both input and output. Choose another output file");
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandSpec().commandLine(), message);
  }

  private static boolean same(String one, String other) {
    try {
      Path first = Path.of(one).toAbsolutePath().normalize();
      Path second = Path.of(other).toAbsolutePath().normalize();
      return first.equals(second)
          || (Files.exists(first) && Files.exists(second) && Files.isSameFile(first, second));
    } catch (InvalidPathException | IOException e) {
      return false; // Not a file that could be overwritten.
    }
  }
}
