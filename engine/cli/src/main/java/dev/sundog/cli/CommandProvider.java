// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import picocli.CommandLine;

/**
 * A command of {@code sundog} that another module implements. The program finds providers on the
 * class path with {@link java.util.ServiceLoader}.
 */
public interface CommandProvider {
  /** The word after {@code sundog} that starts the command. */
  String name();

  /** A new instance of the command, with its own options and help. */
  CommandLine command();
}
