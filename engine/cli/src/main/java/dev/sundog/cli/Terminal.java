// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli;

import dev.sundog.cli.text.PlainText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The output streams of a command.
 *
 * @param out results: tables, JSON, requested help
 * @param err messages: notes, errors
 * @param progress stream of the progress bar
 * @param columns width in characters of the terminal that shows {@code progress}; 0 if none does
 */
record Terminal(PrintWriter out, PrintWriter err, PrintStream progress, int columns) {
  /**
   * The streams of the process. The launcher passes the width of the terminal on stderr, and the
   * descriptor of stderr if the JVM itself writes to a pipe that leaves out its warnings.
   */
  static Terminal system() {
    PrintStream err = InheritedStream.of("sundog.stderr", System.err);
    return new Terminal(
        new StandardOutput(System.out.charset()),
        new PrintWriter(err, true, err.charset()),
        err,
        Integer.getInteger("sundog.columns", 0));
  }

  /** The same terminal without messages: {@link #say} prints nothing, no progress is drawn. */
  Terminal quiet() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Terminal(out, nowhere, progress, 0);
  }

  /** Prints one line to stderr, after the name of the program. */
  void say(String line) {
    out.flush();
    err.println("sundog: " + PlainText.line(line));
    err.flush();
  }
}
