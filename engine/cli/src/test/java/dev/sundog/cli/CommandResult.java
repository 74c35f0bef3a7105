// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The result of a command that ran inside this JVM.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CommandResult(int code, String out, String err) {
  static CommandResult by(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), silent, 0);
    int code = SundogCommand.run(terminal, args);
    return new CommandResult(code, out.toString(), err.toString());
  }
}
