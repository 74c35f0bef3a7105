// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The messages of arguments that the parser rejects. */
final class UsageMessage {
  private UsageMessage() {}

  /** What is wrong, and the nearest option or command if there is one: whole sentences. */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unknown(unmatched);
    }
    String message = String.valueOf(e.getMessage()).replaceFirst("(options?|parameters?): ", "$1 ");
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) + ".";
  }

  private static String unknown(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().getFirst();
    boolean commands = !e.getCommandLine().getSubcommands().isEmpty();
    String kind = e.isUnknownOption() ? "option" : commands ? "command" : "argument";
    List<String> similar = e.getSuggestions();
    return "unknown "
        + kind
        + " '"
        + argument
        + "'."
        + (similar.isEmpty() ? "" : " Did you mean " + similar.getFirst() + "?");
  }
}
