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
record Told(int code, String out, String err) {
  static Told by(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), nowhere, 0);
    int code = SundogCommand.run(terminal, args);
    return new Told(code, out.toString(), err.toString());
  }
}
