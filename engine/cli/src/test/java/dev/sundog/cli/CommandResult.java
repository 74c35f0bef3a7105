package dev.sundog.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command, run inside this JVM, came to.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CommandResult(int code, String out, String err) {
  static CommandResult by(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), nowhere, 0);
    int code = SundogCommand.run(terminal, args);
    return new CommandResult(code, out.toString(), err.toString());
  }
}
