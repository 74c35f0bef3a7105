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
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Keeps commands from writing over a file that they read, and two files to one place. */
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
    for (PositionalParamSpec files : command.matchedPositionals()) {
      others.addAll(given(files));
    }
    if (command.commandSpec().userObject() instanceof ConvertCommand && !others.isEmpty()) {
      outputs.add(others.removeLast());
    }
  }

  /**
   * Runs the command that was given.
   *
   * @throws ParameterException if it would write over what it reads
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
        throw wrong("- is no name of a file to write: standard output holds the table");
      }
      if (outputs.subList(0, i).stream().anyMatch(before -> same(before, output))) {
        throw wrong(output + " would be written twice");
      }
      if (others.stream().anyMatch(other -> same(other, output))) {
        throw wrong(output + " is read and would be written over");
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
      return false; // Not a file that could be written over.
    }
  }
}
